import { Hono } from 'hono';
import { ProblemError, problem } from '../intake/problems.ts';
import { answerError, answerProblem } from './answers.ts';
import { articles } from './articles.ts';
import type { Api } from './auth.ts';
import { clusters } from './clusters.ts';
import { comparisons } from './compare.ts';
import { crossOrigin } from './cors.ts';
import { deadLetters } from './dead-letters.ts';
import { events } from './events.ts';
import { secureHeaders } from './headers.ts';
import { health } from './health.ts';
import { jobs } from './jobs.ts';
import { matches } from './matches.ts';
import { observe } from './observe.ts';
import { nameRequest } from './request-id.ts';
import { settings } from './settings.ts';
import { stats } from './stats.ts';
import { subscriptions } from './subscriptions.ts';
import { webhooks } from './webhooks.ts';

/** Methods of each path, for the answer to any other. */
const METHODS: Record<string, string> = {
  '/healthz': 'GET, HEAD',
  '/v1/articles': 'POST',
  '/v1/articles/:id': 'GET, HEAD, DELETE',
  '/v1/articles/:id/matches': 'GET, HEAD',
  '/v1/check': 'POST',
  '/v1/compare': 'POST',
  '/v1/clusters': 'GET, HEAD',
  '/v1/clusters/:id': 'GET, HEAD',
  '/v1/jobs/:id': 'GET, HEAD',
  '/v1/dead-letters': 'GET, HEAD',
  '/v1/dead-letters/:id': 'DELETE',
  '/v1/dead-letters/:id/replay': 'POST',
  '/v1/events': 'GET, HEAD',
  '/v1/settings': 'GET, HEAD, PUT',
  '/v1/stats': 'GET, HEAD',
  '/v1/subscriptions': 'GET, HEAD, POST',
  '/v1/subscriptions/:id': 'DELETE',
  '/v1/subscriptions/:id/ping': 'POST',
  '/v1/subscriptions/:id/replay': 'POST',
  '/v1/subscriptions/:id/secret': 'POST',
  '/v1/webhooks/crawler': 'POST',
};

export const app = new Hono<Api>({ strict: false });

app.use(nameRequest, observe, secureHeaders);
app.use('/v1/*', crossOrigin);
app.route('/', health);
app.route('/v1', articles);
app.route('/v1', matches);
app.route('/v1', comparisons);
app.route('/v1', clusters);
app.route('/v1', jobs);
app.route('/v1', deadLetters);
app.route('/v1', settings);
app.route('/v1', stats);
app.route('/v1', webhooks);
app.route('/v1', events);
app.route('/v1', subscriptions);

for (const [path, methods] of Object.entries(METHODS)) {
  app.all(path, (c) => {
    const detail = `${c.req.method} is not for this path; it takes ${methods}.`;
    throw new ProblemError(problem(405, 'wrong-method', 'Wrong method', detail), { allow: methods });
  });
}

app.notFound((c) => answerProblem(c, problem(404, 'not-found', 'Not found', 'There is nothing at this path.')));
app.onError(answerError);
