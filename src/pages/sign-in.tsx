import { Page } from './layout.tsx';

/** Asks for a token, once. `next` is where to go then. */
export const SignInPage = ({ next, wrong }: { next: string; wrong: string | null }) => (
  <Page title="Sign in" visit={null}>
    <h1>Sign in</h1>
    <p>
      Pages are for those who have a token of this Samewire. It is asked for once, and forgotten after twelve hours.
    </p>
    {wrong === null ? null : (
      <p class="notice" role="alert">
        {wrong}
      </p>
    )}
    <form method="post" action="/sign-in" class="fields">
      <input type="hidden" name="next" value={next} />
      <label>
        Token
        <input name="token" type="password" autocomplete="current-password" required />
      </label>
      <p class="actions">
        <button type="submit">Sign in</button>
      </p>
    </form>
  </Page>
);
