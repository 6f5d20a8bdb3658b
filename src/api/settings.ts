import { Hono } from 'hono';
import type { FieldError } from '../contract/problem.ts';
import type { SettingsChange } from '../contract/settings.ts';
import { LONGEST_RETENTION, LONGEST_WINDOW, Settings } from '../contract/settings.ts';
import { readBody } from '../intake/body.ts';
import { readObject } from '../intake/payload.ts';
import { badSettings, ProblemError } from '../intake/problems.ts';
import { type Api, allow } from './auth.ts';
import { collectionOf } from './story-index.ts';
import { takes } from './takes.ts';

/** How the collection is kept. */
export const settings = new Hono<Api>()
  .get('/settings', allow('read'), async (c) => c.json(await collectionOf(c).settings(), 200))
  /** A setting that is left out stays as it is: who sets one must not undo what another has set. */
  .put('/settings', allow('administer'), takes<{ json: SettingsChange }>(), async (c) => {
    const change = readChange(readObject(await readBody(c.req.raw)));
    const changed = await collectionOf(c).changeSettings(change);
    if ('error' in changed) throw new ProblemError(badSettings([{ field: changed.field, detail: changed.detail }]));
    return c.json(changed, 200);
  });

const MUST_BE: Record<keyof Settings, string> = {
  window_days: `must be a whole number from 1 to ${LONGEST_WINDOW}`,
  retention_days: `must be a whole number from 1 to ${LONGEST_RETENTION}`,
  store_text: 'must be true or false',
};

/** @throws {ProblemError} 422 that names every field at fault. */
const readChange = (body: Record<string, unknown>): Partial<Settings> => {
  const errors: FieldError[] = Object.entries(body).flatMap(([field, value]) => {
    if (!isSetting(field)) return [{ field, detail: 'is not a setting' }];
    return Settings.shape[field].safeParse(value).success ? [] : [{ field, detail: MUST_BE[field] }];
  });
  if (errors.length > 0) throw new ProblemError(badSettings(errors));
  return body as Partial<Settings>;
};

const isSetting = (field: string): field is keyof Settings => Object.hasOwn(MUST_BE, field);
