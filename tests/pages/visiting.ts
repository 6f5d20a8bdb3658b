import { exports } from 'cloudflare:workers';
import { post, TOKENS } from '../api/client.ts';

export const SITE = 'https://samewire.example';

export interface PageAnswer {
  status: number;
  headers: Headers;
  html: string;
}

/** Somebody at a browser: keeps the cookie, follows nothing. */
export class Visitor {
  private cookie = '';

  async get(path: string, headers: Record<string, string> = {}): Promise<PageAnswer> {
    return this.send(path, { headers });
  }

  async post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<PageAnswer> {
    return this.send(path, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: { origin: SITE, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  }

  /** Sends a form with the token that a page of this visitor shows. */
  async submit(path: string, fields: Record<string, string>): Promise<PageAnswer> {
    return this.post(path, { form_token: await this.formToken(), ...fields });
  }

  async formToken(): Promise<string> {
    const { html } = await this.get('/check');
    const [, token = ''] = /name="form_token" value="(\w+)"/.exec(html) ?? [];
    return token;
  }

  /** What the visitor's browser would send. */
  get kept(): string {
    return this.cookie;
  }

  set kept(cookie: string) {
    this.cookie = cookie;
  }

  private async send(path: string, init: RequestInit): Promise<PageAnswer> {
    const headers = new Headers(init.headers);
    if (this.cookie !== '') headers.set('cookie', this.cookie);
    const response = await exports.default.fetch(SITE + path, { ...init, headers, redirect: 'manual' });
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) this.cookie = set.split(';', 1)[0] as string;
    return { status: response.status, headers: response.headers, html: await response.text() };
  }
}

/** A visitor who has signed in. */
export const signedIn = async (token = TOKENS.all): Promise<Visitor> => {
  const visitor = new Visitor();
  await visitor.post('/sign-in', { token, next: '/' });
  return visitor;
};

interface Sent {
  article_id: string;
  cluster_id: string;
}

export const store = async (article: object): Promise<Sent> => (await post<Sent>('/v1/articles', article)).body;
