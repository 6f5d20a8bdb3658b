import { Hono } from 'hono';
import type { Api } from '../api/auth.ts';
import { hash32 } from '../text/hash.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

interface Asset {
  /** Has a hash of the content in it, so what lies there never changes. */
  path: string;
  content: string;
  type: string;
}

const named = (name: string, extension: string, content: string, type: string): Asset => ({
  path: `/assets/${name}-${hash32(content).toString(36)}.${extension}`,
  content,
  type,
});

export const STYLESHEET = named('pages', 'css', STYLE, 'text/css; charset=utf-8');
export const CLIENT = named('pages', 'js', SCRIPT, 'text/javascript; charset=utf-8');

export const assets = new Hono<Api>();
for (const { path, content, type } of [STYLESHEET, CLIENT]) {
  assets.get(path, (c) =>
    c.body(content, 200, { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' }),
  );
}
