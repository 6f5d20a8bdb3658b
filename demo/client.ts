import type { StoredArticle } from '../src/contract/article.ts';
import type { Cluster } from '../src/contract/cluster.ts';
import type { Placement } from '../src/contract/placement.ts';
import { UserError } from './user-error.ts';

/** An RFC 9457 problem, as far as it is shown. */
export interface Problem {
  status: number;
  title: string;
  detail?: string;
}

export interface Client {
  /** Places one article. */
  post(article: object): Promise<Placement | Problem>;
  /** Places many with one request; the answers are in order. */
  postBatch(articles: object[]): Promise<(Placement | Problem)[]>;
  /** The article as it is stored now; null if it is not. */
  article(id: string): Promise<StoredArticle | null>;
  /** The first page of a cluster; null if there is none of that id. */
  cluster(id: string): Promise<Cluster | null>;
}

export const isPlacement = (answer: Placement | Problem): answer is Placement => 'cluster_id' in answer;

/**
 * A client of the API at `url`.
 *
 * Its calls throw UserError when the server cannot be reached or refuses the token.
 */
export const createClient = (
  url: string,
  options: { token?: string | undefined; signal?: AbortSignal } = {},
): Client => {
  const headers = {
    'content-type': 'application/json',
    ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
  };

  const ask = async (path: string, body?: unknown): Promise<Response> => {
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${url}${path}`, { headers, signal: options.signal ?? null, ...sent }).catch(
      (cause: Error) => {
        if (options.signal?.aborted) throw cause;
        throw new UserError(`${url} cannot be reached (${reason(cause)})`, { cause });
      },
    );
    if (response.status === 401 || response.status === 403) {
      throw new UserError(
        `${url} refused ${options.token === undefined ? 'a request without a token' : 'the token'}: ${await detail(response)}`,
      );
    }
    return response;
  };

  const look = async <T>(path: string): Promise<T | null> => {
    const response = await ask(path);
    if (response.ok) return (await response.json()) as T;
    const told = await detail(response);
    if (response.status === 404) return null;
    throw new Error(`GET ${path}: ${response.status} ${told}`);
  };

  return {
    post: async (article) => {
      const response = await ask('/v1/articles', article);
      if (response.ok) return (await response.json()) as Placement;
      return { status: response.status, title: response.statusText, detail: await detail(response) };
    },
    postBatch: async (articles) => {
      const response = await ask('/v1/articles', articles);
      if (!response.ok) throw new Error(`batch of ${articles.length}: ${response.status} ${await detail(response)}`);
      return ((await response.json()) as { results: (Placement | Problem)[] }).results;
    },
    article: (id) => look<StoredArticle>(`/v1/articles/${encodeURIComponent(id)}`),
    cluster: (id) => look<Cluster>(`/v1/clusters/${encodeURIComponent(id)}`),
  };
};

/** What a problem says; the raw text where something else answered. */
const detail = async (response: Response): Promise<string> => {
  const text = await response.text();
  try {
    const problem = JSON.parse(text) as Partial<Problem>;
    return problem.detail ?? problem.title ?? text;
  } catch {
    return text.slice(0, 200) || response.statusText;
  }
};

const reason = (error: Error): string => {
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return 'code' in cause ? String(cause.code) : cause.message;
};
