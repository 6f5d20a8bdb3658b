import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readLines } from './corpora.ts';

/** A real page with pieces of text that its article has, and has not. */
export interface SnippetPage {
  html: string;
  /** 0 or 1, by a hash of its file's name. */
  half: number;
  must: string[];
  mustNot: string[];
}

/** Pages of a folder, or of a tar file of one. */
export const readPages = (place: string): SnippetPage[] => {
  if (fs.statSync(place).isDirectory()) return readFolder(place);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'samewire-html-'));
  try {
    execFileSync('tar', ['-xf', path.resolve(place), '-C', folder]);
    return readFolder(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
};

const readFolder = (folder: string): SnippetPage[] =>
  readLines(path.join(folder, 'snippets.jsonl')).map((line) => {
    const { html, must, must_not } = JSON.parse(line) as { html: string; must: string[]; must_not: string[] };
    const half = (createHash('sha256').update(html).digest()[0] ?? 0) % 2;
    return { html: decode(fs.readFileSync(path.join(folder, html))), half, must, mustNot: must_not };
  });

/** UTF-8, else as the page says of itself. */
const decode = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const [, charset = 'utf-8'] = /charset=["']?([\w-]+)/i.exec(bytes.subarray(0, 8192).toString('latin1')) ?? [];
    return new TextDecoder(charset).decode(bytes);
  }
};
