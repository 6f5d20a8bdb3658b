import type { Engine } from './engine.ts';
import { type Outbox, PIECE } from './events/outbox.ts';
import { expireLetters, nextLetterExpiry } from './jobs/dead-letters.ts';
import { expireJobs, nextJobExpiry, nextStandstill, takeStandingStill } from './jobs/jobs.ts';
import type { Sql } from './sql.ts';

/** Between two pieces of expiry, so that articles are answered meanwhile. */
const PAUSE = 50;
const AFTER_FAILURE = 600_000;
/** Texts removed with one call: R2 takes 1,000. */
const PIECE_OF_TEXTS = 1000;
/** Events wait so long for others, which then cost no alarm of their own. */
const GATHER = 1000;
/** After the queue has refused to take any. */
const SEND_AGAIN = 10_000;
/** Messages of one call: the platform's limit. */
const PIECE_OF_MESSAGES = 100;
/** `npm start` alone: an object whose deliveries a killed queue has forgotten is to wake up and notice. */
const LOOK_AFTER_OPEN = 60_000;

/** What the work is done on. */
export interface Parts {
  sql: Sql;
  engine: Engine;
  outbox: Outbox;
}

/**
 * What the object does by itself, by its alarm: sends events, and jobs that stand still, lets go what is too old. An alarm may come
 * twice: there is then nothing, or the next piece, to do.
 */
export class DueWork {
  private readonly storage: DurableObjectStorage;
  private readonly env: Cloudflare.Env;
  private readonly parts: () => Parts;
  /** When the alarm comes: setting one costs a written row. */
  private alarmAt: number | null = null;
  /** Not before this, and so long after they came, events are handed on. */
  private sendFrom = 0;
  private gather = GATHER;

  /** @param parts as they are now: they are made anew where memory and disk may differ. */
  constructor(storage: DurableObjectStorage, env: Cloudflare.Env, parts: () => Parts) {
    this.storage = storage;
    this.env = env;
    this.parts = parts;
  }

  /** To be called before anything else. */
  async wake(): Promise<void> {
    this.alarmAt = await this.storage.getAlarm();
    if (this.parts().outbox.isWaiting(Date.now())) this.arm(Date.now());
  }

  /** Placing makes nothing due sooner but events and texts in R2, so it seldom looks. */
  armAfterPlacing(now: number): void {
    if (this.alarmAt === null || this.env.TEXTS !== undefined || this.parts().outbox.isWaiting(now)) this.arm(now);
  }

  /** Sets the alarm to when something is due; but for events not before `earliest`. */
  arm(earliest: number): void {
    const { sql, engine } = this.parts();
    const removal = this.env.TEXTS !== undefined && engine.discardedTexts(1).length > 0;
    const standstill = this.env.INTAKE === undefined ? null : nextStandstill(sql);
    const expiries = [engine.nextExpiry(), nextJobExpiry(sql), nextLetterExpiry(sql)];
    const patient = [removal ? earliest : null, standstill, ...expiries].filter((time) => time !== null);
    const times = [...patient.map((time) => Math.max(time, earliest)), this.nextSending(Date.now())];
    const at = Math.min(...times.filter((time) => time !== null));
    if (at === Number.POSITIVE_INFINITY || (this.alarmAt !== null && this.alarmAt <= at)) return;
    this.alarmAt = at;
    void this.storage.setAlarm(at);
  }

  /** Does a piece of all that is due. */
  async run(): Promise<void> {
    this.alarmAt = null;
    const sent = await attempt('events could not be sent', () => this.sendEvents());
    if (!sent) this.sendFrom = Date.now() + SEND_AGAIN;
    await attempt('jobs could not be sent again', () => this.sendJobsAgain());
    const expired = await attempt('expiry failed', () => this.expire());
    this.arm(Date.now() + (expired ? PAUSE : AFTER_FAILURE));
  }

  private nextSending(now: number): number | null {
    const { outbox } = this.parts();
    if (outbox.isWaiting(now)) return Math.max(now + this.gather, this.sendFrom);
    return this.env.QUEUE_RUN !== undefined && outbox.open ? now + LOOK_AFTER_OPEN : null;
  }

  /** Hands a piece of what is waiting to the queue. */
  private async sendEvents(): Promise<void> {
    const now = Date.now();
    const { outbox } = this.parts();
    if (!outbox.isWaiting(now)) return;
    const deliveries = outbox.take(now);
    for (let i = 0; i < deliveries.length; i += PIECE_OF_MESSAGES) {
      const messages = deliveries
        .slice(i, i + PIECE_OF_MESSAGES)
        .map((body) => ({ body, contentType: 'json' as const }));
      await this.env.EVENT_DELIVERIES.sendBatch(messages);
    }
    outbox.markSent(deliveries, Date.now());
    this.gather = deliveries.length < PIECE ? GATHER : PAUSE;
  }

  /** A job that stands still is sent again: its message may have been lost, and once too often does no harm. */
  private async sendJobsAgain(): Promise<void> {
    if (this.env.INTAKE === undefined) return;
    const jobs = takeStandingStill(this.parts().sql, Date.now(), PIECE_OF_MESSAGES);
    if (jobs.length === 0) return;
    await this.env.INTAKE.sendBatch(jobs.map(({ id, collection }) => ({ body: { kind: 'job', collection, job: id } })));
  }

  private async expire(): Promise<void> {
    const now = Date.now();
    const { sql, engine } = this.parts();
    engine.expire(now);
    expireJobs(sql, now);
    expireLetters(sql, now);
    await this.removeTexts(engine);
  }

  /** A key is in the list until its text is gone for good: an article that comes meanwhile sees it there. */
  private async removeTexts(engine: Engine): Promise<void> {
    const keys = this.env.TEXTS === undefined ? [] : engine.discardedTexts(PIECE_OF_TEXTS);
    if (keys.length === 0) return;
    await this.env.TEXTS?.delete(keys);
    engine.forgetDiscarded(keys);
  }
}

/** The platform gives up alarms that fail a few times, and nothing would ever be sent or expire again. */
const attempt = async (failure: string, work: () => Promise<void>): Promise<boolean> => {
  try {
    await work();
    return true;
  } catch (error) {
    console.error(failure, error);
    return false;
  }
};
