/** Longest title that is shown whole; more is no headline. */
const LONGEST = 300;

/** A title as a crawler sent it: of any script, any length, or none. */
export const titleOf = (title: string): string => {
  if (title.trim() === '') return '(no title)';
  return title.length > LONGEST ? `${title.slice(0, LONGEST).toWellFormed()}…` : title;
};

/** Whether a link may lead there. What is stored is http or https already; what leads a reader away is looked at again. */
export const isWeb = (url: string | null): url is string => {
  const protocol = url === null ? undefined : URL.parse(url)?.protocol;
  return protocol === 'http:' || protocol === 'https:';
};

/** The outlet, linked to the article as it stands there. */
export const Outlet = ({ source, url }: { source: string | null; url: string | null }) => {
  const name = source ?? 'unknown outlet';
  return isWeb(url) ? (
    <a href={url} rel="noreferrer noopener external" dir="auto">
      {name}
    </a>
  ) : (
    <span dir="auto">{name}</span>
  );
};

export const storyPath = (id: string): string => `/stories/${encodeURIComponent(id)}`;

export const comparePath = (a: string, b: string): string => `/compare?${new URLSearchParams({ a, b })}`;

/** A score as a share of a hundred. 1 is for identical texts. */
export const percent = (score: number): string => `${Math.round(score * 100)}\u00a0%`;
