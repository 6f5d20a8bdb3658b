import { type Context, Hono } from 'hono';
import type { Api } from '../../api/auth.ts';
import { findCaller, readTokens } from '../../api/tokens.ts';
import { ProblemError, problem } from '../../intake/problems.ts';
import { answerPage } from '../answer.ts';
import { readForm, readOwnForm } from '../forms.ts';
import { closeSession, openSession } from '../session.ts';
import { SignInPage } from '../sign-in.tsx';
import { ownPath, visitor } from '../visitor.ts';

export const signIn = new Hono<Api>()
  .get('/sign-in', (c) => {
    const next = ownPath(c.req.query('next'), c.req.url);
    // In local use there is nothing to sign in to.
    if (!c.env.API_TOKENS) return c.redirect(next, 303);
    return answerPage(c, <SignInPage next={next} wrong={null} />);
  })
  .post('/sign-in', async (c) => {
    const form = await readOwnForm(c);
    const next = ownPath(form.get('next') ?? undefined, c.req.url);
    const caller = await callerOf(c, form.get('token') ?? '');
    if (caller === null)
      return answerPage(c, <SignInPage next={next} wrong="This is no token of this Samewire." />, 401);
    if (!caller.rights.includes('read'))
      return answerPage(
        c,
        <SignInPage next={next} wrong="This token may not read, so there is nothing to show." />,
        403,
      );
    await openSession(c, caller);
    return c.redirect(next, 303);
  })
  .post('/sign-out', visitor('read'), async (c) => {
    await readForm(c);
    closeSession(c);
    return c.redirect('/sign-in', 303);
  });

const callerOf = async (c: Context<Api>, token: string) => {
  const tokens = c.env.API_TOKENS ? await readTokens(c.env.API_TOKENS) : null;
  if (tokens === null)
    throw new ProblemError(problem('bad-tokens', 'The API_TOKENS secret is missing, or cannot be read.'));
  return findCaller(tokens, token.trim());
};
