import { BATCH, prepareItems } from '../api/prepare.ts';
import { textKeeper } from '../api/texts.ts';
import { readPayload } from '../intake/payload.ts';
import type { JobRow } from '../story-index/story-index.ts';
import type { Consumer } from './consume.ts';
import { reportJob } from './report.ts';

/**
 * From this attempt on an article that cannot be placed is given up with a problem as its answer, as in a request, and those after it
 * go on. Before, it may be the disk or the object that fails, and a pause helps.
 */
const LENIENT_ATTEMPT = 4;
/** Seconds until a job goes on that got somewhere and then failed. */
const PAUSE = 5;

/**
 * Places the articles of a job, a batch at a time, from where it stands. What is done stays done.
 * An attempt that got somewhere is followed by a new first one, so only a job that does not move becomes a dead letter.
 */
export const workOff: Consumer = async (message, { attempts }, env) => {
  if (message.kind !== 'job') throw new Error('a message for another queue');
  const collection = () => env.STORY_INDEX.getByName(message.collection);
  const found = await collection().unfinishedJob(message.job);
  if (found === null) return;
  const { job } = found;
  let { done } = job;
  try {
    const { items } = readPayload(await bodyOf(job, found.body, env), job.content_type);
    if (items.length !== job.items) throw new Error('a job has other items than when it was accepted');
    const keepText = await textKeeper(env, message.collection);
    const lenient = attempts >= LENIENT_ATTEMPT;
    while (done < items.length) {
      const entries = await prepareItems(items.slice(done, done + BATCH), keepText);
      const reached = await collection().advanceJob(job.id, entries, { from: done, lenient });
      if (reached === null) return;
      if (reached <= done) throw new Error('an article of a job could not be placed');
      done = reached;
    }
    await reportJob(env, job);
  } catch (error) {
    if (done === job.done || env.INTAKE === undefined) throw error;
    console.error('a job stopped half-way and will go on', error);
    await env.INTAKE.send(message, { delaySeconds: PAUSE });
  }
};

/** As the sender's text: a byte order mark that was left in it stays. */
const bodyOf = async ({ body_key }: JobRow, body: Uint8Array | null, { TEXTS }: Cloudflare.Env): Promise<string> => {
  const stored = body_key === null ? null : await TEXTS?.get(body_key);
  const bytes = body ?? (await stored?.arrayBuffer());
  if (bytes === undefined) throw new Error('the body of a job is gone');
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
};
