import type { StoredArticle } from '../src/contract/article.ts';
import type { Cluster } from '../src/contract/cluster.ts';
import type { Placement } from '../src/contract/placement.ts';
import type { Problem } from '../src/contract/problem.ts';
import { UserError } from './user-error.ts';

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

/** Articles as `postBatch` takes them, in order. */
export const inBatches = <T>(articles: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(articles.length / size) }, (_, index) =>
    articles.slice(index * size, (index + 1) * size),
  );

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
      const { detail } = await readProblem(response);
      throw new UserError(
        `${url} refused ${options.token === undefined ? 'a request without a token' : 'the token'}: ${detail}`,
      );
    }
    return response;
  };

  const look = async <T>(path: string): Promise<T | null> => {
    const response = await ask(path);
    if (response.ok) return readJson<T>(response);
    const { status, detail } = await readProblem(response);
    if (status === 404) return null;
    throw new UserError(`GET ${url}${path}: ${status} ${detail}`);
  };

  return {
    post: async (article) => {
      const response = await ask('/v1/articles?mode=sync', article);
      return response.ok ? readJson<Placement>(response) : readProblem(response);
    },
    postBatch: async (articles) => {
      const response = await ask('/v1/articles?mode=sync', articles);
      if (response.ok) return (await readJson<{ results: (Placement | Problem)[] }>(response)).results;
      const { status, detail } = await readProblem(response);
      throw new UserError(`a batch of ${articles.length}: ${status} ${detail}`);
    },
    article: (id) => look<StoredArticle>(`/v1/articles/${encodeURIComponent(id)}`),
    cluster: (id) => look<Cluster>(`/v1/clusters/${encodeURIComponent(id)}`),
  };
};

const readJson = async <T>(response: Response): Promise<T> => {
  const text = await response.text();
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new UserError(`${response.url} answered something that is not JSON; is Samewire there?`, { cause });
  }
};

/** What the server says is wrong; made up from the status where something else than Samewire answered. */
const readProblem = async (response: Response): Promise<Problem> => {
  const { status, statusText } = response;
  const text = await response.text();
  const other: Problem = { type: 'about:blank', title: statusText, status, detail: text.slice(0, 200), errors: [] };
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return other;
  return { ...other, ...(JSON.parse(text) as Partial<Problem>) };
};

const reason = (error: Error): string => {
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return 'code' in cause ? String(cause.code) : cause.message;
};
