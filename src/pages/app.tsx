import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { answerError, isPassing } from '../api/answers.ts';
import type { Api } from '../api/auth.ts';
import { logFault } from '../api/log.ts';
import { observe } from '../api/observe.ts';
import { nameRequest } from '../api/request-id.ts';
import type { Problem } from '../contract/problem.ts';
import { ProblemError, problem } from '../intake/problems.ts';
import { answerPage } from './answer.ts';
import { assets } from './assets.ts';
import { pageHeaders } from './headers.ts';
import { ProblemPage } from './problem.tsx';
import { check } from './routes/check.tsx';
import { comparison } from './routes/compare.tsx';
import { signIn } from './routes/sign-in.tsx';
import { stories } from './routes/stories.tsx';
import { story } from './routes/story.tsx';

/** First parts of the paths that are pages; every other path is the API's. */
const ROOTS = new Set(['assets', 'check', 'compare', 'samples', 'sign-in', 'sign-out', 'stories', 'stories.json']);

export const isPage = (url: string): boolean => {
  const { pathname } = new URL(url);
  return pathname === '/' || ROOTS.has(pathname.split('/')[1] as string);
};

/** What people look at. Apart from the API: no program needs it, and the document does not describe it. */
export const pages = new Hono<Api>({ strict: false });

pages.use(nameRequest, observe, pageHeaders);

pages
  .route('/', assets)
  .route('/', signIn)
  .route('/', stories)
  .route('/', story)
  .route('/', comparison)
  .route('/', check);

pages.notFound((c) => answerFault(c, problem('not-found', 'There is nothing at this address.')));

pages.onError((error, c) => {
  if (/\.(json|csv)$/.test(c.req.path)) return answerError(error, c);
  if (error instanceof ProblemError) return answerFault(c, error.problem);
  logFault(c.var.requestId, error);
  return answerFault(c, isPassing(error) ? OVERLOADED : FAULT);
});

const OVERLOADED = problem('overloaded', 'There is too much to do just now: load the page again in a few seconds.');
const FAULT = problem('fault', 'This is a fault of Samewire, not yours.');

const answerFault = (c: Context<Api>, given: Problem) => {
  c.set('problem', given.type);
  return answerPage(
    c,
    <ProblemPage problem={given} visit={c.var.visit ?? null} />,
    given.status as ContentfulStatusCode,
  );
};
