import { FormToken } from '../form-token.tsx';

const EXAMPLE = {
  url: 'https://news.example/ship-aground',
  title: 'Ship aground off Port Ellery',
  text: 'A cargo ship ran aground off the harbour of Port Ellery early on Monday, blocking the main channel. No one was hurt, the coast guard said, and tugs will try to free the vessel at high tide in the evening. Ferries to the islands were cancelled until further notice.',
};

const lineFor = (origin: string, token: boolean): string =>
  `curl ${origin}/v1/articles${token ? " -H 'authorization: Bearer YOUR_TOKEN'" : ''} -d '${JSON.stringify(EXAMPLE)}'`;

interface EmptyProps {
  origin: string;
  /** Whether requests need a token here. */
  token: boolean;
  mayWrite: boolean;
  formToken: string;
}

/** What stands where nothing was stored yet. */
export const Empty = ({ origin, token, mayWrite, formToken }: EmptyProps) => (
  <>
    <div id="live">
      <p>Nothing has been sent here yet. A crawler, or you, can send the first article:</p>
      <pre tabindex={0}>
        <code>{lineFor(origin, token)}</code>
      </pre>
      {mayWrite ? (
        <form method="post" action="/samples" class="actions">
          <FormToken token={formToken} />
          <button type="submit">Load sample stories</button>
          <span class="quiet">
            Two invented stories in eleven articles, to look around with. Each can be deleted again.
          </span>
        </form>
      ) : null}
    </div>
    <p class="meta" data-live-status role="status"></p>
  </>
);
