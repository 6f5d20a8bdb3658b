import { type Incoming, toIncoming } from '../../../src/story-index/incoming.ts';
import { createTasks, type Task } from '../tasks.ts';
import type { GeneratedArticle, Workload } from '../workload.ts';
import type { MeasuredIndex } from './measured-index.ts';

export { MeasuredIndex } from './measured-index.ts';

interface Env {
  INDEX: DurableObjectNamespace<MeasuredIndex>;
}

// Kept between requests: what a timed request works on was sent by one that was not timed.
let tasks: Task[] = [];
let prepared: Incoming[] = [];

/** The clock stands still while a Worker computes, so the one who asks keeps the time. */
export default {
  fetch: async (request, env) => {
    const url = new URL(request.url);
    const given = (name: string): string => url.searchParams.get(name) ?? '';
    switch (url.pathname) {
      case '/load':
        tasks = createTasks(await request.json<Workload>());
        return done();
      case '/run':
        return new Response(String(run(given('task'), Number(given('passes')))));
      case '/prepare':
        prepared = (await request.json<GeneratedArticle[]>()).map(prepare);
        return done();
      case '/place': {
        const from = Number(given('from'));
        const items = prepared.slice(from, from + Number(given('count')));
        const answers = await env.INDEX.getByName(given('index')).place(items);
        return new Response(null, { status: answers.some((answer) => 'error' in answer) ? 500 : 204 });
      }
      case '/tally':
        return Response.json(await env.INDEX.getByName(given('index')).tally());
      default:
        return new Response(null, { status: 404 });
    }
  },
} satisfies ExportedHandler<Env>;

const done = (): Response => new Response(null, { status: 204 });

/** With no passes it is the empty request. */
const run = (name: string, passes: number): number => {
  const task = tasks.find((known) => known.name === name);
  let sum = 0;
  for (let pass = 0; pass < passes; pass++) sum += task?.run() ?? Number.NaN;
  return sum;
};

const prepare = (posted: GeneratedArticle): Incoming =>
  toIncoming({ ...posted, source: new URL(posted.url).host, language: null, author: null });
