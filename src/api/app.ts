import { Hono } from 'hono';
import { ProblemError, problem } from '../intake/problems.ts';
import { answerError, answerProblem } from './answers.ts';
import { articles } from './articles.ts';
import type { Api } from './auth.ts';
import { clusters } from './clusters.ts';
import { comparisons } from './compare.ts';
import { corrections } from './corrections.ts';
import { crossOrigin } from './cors.ts';
import { deadLetters } from './dead-letters.ts';
import { events } from './events.ts';
import { secureHeaders } from './headers.ts';
import { health } from './health.ts';
import { jobs } from './jobs.ts';
import { matches } from './matches.ts';
import { observe } from './observe.ts';
import { methodsByPath } from './openapi/operations.ts';
import { description } from './openapi/route.ts';
import { nameRequest } from './request-id.ts';
import { settings } from './settings.ts';
import { stats } from './stats.ts';
import { subscriptions } from './subscriptions.ts';
import { webhooks } from './webhooks.ts';

export const app = new Hono<Api>({ strict: false });

app.use(nameRequest, observe, secureHeaders);
app.use('/v1/*', crossOrigin);

/** Chained, so that the typed client knows every route: src/client.ts. */
const routes = app
  .route('/', health)
  .route('/', description)
  .route('/v1', articles)
  .route('/v1', matches)
  .route('/v1', comparisons)
  .route('/v1', clusters)
  .route('/v1', corrections)
  .route('/v1', jobs)
  .route('/v1', deadLetters)
  .route('/v1', settings)
  .route('/v1', stats)
  .route('/v1', webhooks)
  .route('/v1', events)
  .route('/v1', subscriptions);

for (const [path, methods] of methodsByPath()) {
  app.all(path, (c) => {
    const detail = `${c.req.method} is not for this path; it takes ${methods}.`;
    throw new ProblemError(problem('wrong-method', detail), { allow: methods });
  });
}

app.notFound((c) => answerProblem(c, problem('not-found', 'There is nothing at this path.')));
app.onError(answerError);

export type Routes = typeof routes;
