import type { Child } from 'hono/jsx';
import { CLIENT, STYLESHEET } from './assets.ts';
import { FormToken } from './form-token.tsx';

const PLACES = [
  ['/', 'Stories'],
  ['/compare', 'Side by side'],
  ['/check', 'Try it'],
  ['/docs', 'API'],
] as const;

/** Who looks at the page, as its frame shows it. */
export interface Visit {
  formToken: string;
  signedIn: boolean;
}

interface PageProps {
  title: string;
  /** The path of the place in the navigation where this page belongs. */
  place?: string;
  /** Null where nobody is known: then the frame leads nowhere. */
  visit: Visit | null;
  children: Child;
}

/** A whole page around what it is about. */
export const Page = ({ title, place, visit, children }: PageProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${title} · Samewire`}</title>
      <link rel="stylesheet" href={STYLESHEET.path} />
      <link rel="icon" href="data:," />
      <script src={CLIENT.path} defer></script>
    </head>
    <body>
      <a class="skip" href="#main">
        To the content
      </a>
      <header class="site">
        <div class="bar">
          <a class="brand" href="/">
            Samewire
          </a>
          {visit === null ? null : <Navigation place={place} visit={visit} />}
        </div>
      </header>
      <main id="main" tabindex={-1}>
        {children}
      </main>
      <footer>Which articles are the same wire copy, and why.</footer>
    </body>
  </html>
);

const Navigation = ({ place, visit }: { place: string | undefined; visit: Visit }) => (
  <>
    <nav aria-label="Pages">
      {PLACES.map(([path, name]) => (
        <a href={path} aria-current={path === place ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
    {visit.signedIn ? (
      <form method="post" action="/sign-out">
        <FormToken token={visit.formToken} />
        <button class="plain" type="submit">
          Sign out
        </button>
      </form>
    ) : null}
  </>
);
