import { Hono } from 'hono';
import type { Problem } from '../contract/problem.ts';
import { openBody, readSent } from '../intake/body.ts';
import { listed, ProblemError, problem } from '../intake/problems.ts';
import { type KnownSender, readSenders } from '../webhooks/senders.ts';
import { findSender, type Refused, type Verified } from '../webhooks/verify.ts';
import { answerProblem } from './answers.ts';
import type { Api } from './auth.ts';
import { listResults } from './placing.ts';
import { nameDelivery } from './repeatable.ts';
import { takeArticles } from './taking.ts';

/** What crawlers send by themselves, signed. */
export const webhooks = new Hono<Api>()
  /**
   * Senders send again whatever is not answered 2xx, some for days, and give up an address that goes on failing. So what would be the
   * same next time is answered 200 with problems in their places, a single article like a list. What Samewire failed at is asked for again.
   */
  .post('/webhooks/crawler', async (c) => {
    const { sender, delivery, body } = await c.var.account.time('read', () =>
      verify(c.req.raw, c.req.query('sender'), c.env.WEBHOOK_SENDERS),
    );
    c.set('caller', { collection: sender.collection, rights: ['write'], name: sender.name });
    const text = await openBody(c.req.raw.headers, body);
    const repeatable = delivery === null ? null : await nameDelivery(sender.name, delivery, body);
    const taken = await takeArticles(c, text, { repeatable, explain: false });
    if (taken instanceof Response) return taken;
    const { answers, headers } = taken;
    const failed = answers.find((answer) => 'problem' in answer && answer.problem.status >= 500);
    if (failed && 'problem' in failed) return answerProblem(c, failed.problem);
    return c.json(listResults(answers), 200, headers);
  });

/** @throws {ProblemError} 401 where no sender's signature is right, 503 where senders are not set up. */
const verify = async (request: Request, named: string | undefined, secret: string | undefined): Promise<Verified> => {
  const senders = chosen(await knownSenders(secret), named);
  const found = await findSender(senders, {
    headers: request.headers,
    body: () => readSent(request),
    now: Date.now(),
  });
  if ('errors' in found) throw refused(found);
  return found;
};

const knownSenders = async (secret: string | undefined): Promise<KnownSender[]> => {
  if (!secret) throw new ProblemError(NO_SENDERS);
  const senders = await readSenders(secret);
  if (senders === null) throw new ProblemError(BAD_SENDERS);
  return senders;
};

const chosen = (senders: KnownSender[], named: string | undefined): KnownSender[] => {
  if (named === undefined) return senders;
  const sender = senders.find(({ name }) => name === named);
  if (sender === undefined) {
    throw refused({ errors: [{ field: '?sender', detail: 'is not one that is set up here' }], addressed: true });
  }
  return [sender];
};

const refused = ({ errors, addressed }: Refused): ProblemError => {
  const names = errors.map(({ field }) => field).join(', ');
  const detail = addressed ? listed(errors) : `None of the headers was sent by which a sender is known here: ${names}`;
  const given = problem('bad-signature', detail, errors);
  return new ProblemError(given, { 'www-authenticate': 'Signature realm="samewire"' });
};

const NO_SENDERS: Problem = problem(
  'no-senders',
  'This Samewire has no WEBHOOK_SENDERS secret, so it takes no webhooks. Whoever deployed it: `npx wrangler secret put WEBHOOK_SENDERS`; README.md shows the value.',
);

const BAD_SENDERS: Problem = problem(
  'bad-senders',
  'The WEBHOOK_SENDERS secret is not JSON of the form {"name": {"collection": "newsroom", "scheme": "standard-webhooks", "secrets": ["whsec_…"]}}, or a secret in it is too short, so this Samewire takes no webhooks. README.md shows what it may hold.',
);
