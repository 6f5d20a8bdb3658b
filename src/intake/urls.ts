import { MAX_URL_LENGTH } from './limits.ts';

/** Parameters that say where a reader came from and never which article it is. */
const TRACKING =
  /^(utm_\w+|(fb|g|d|y|tw|tt)clid|msclkid|rdt_cid|[gw]braid|gclsrc|igshid|mc_[ce]id|_ga|_gl|ncid|cmpid|cmp|ocid|xtor|smid|smtyp|sref|wt_?mc|wt\.mc\w*|at_(medium|campaign|custom\d)|__twitter_impression|guccounter|guce_referrer(_sig)?|ref_?src|ref_?url)$/i;
/** Parameters that ask for the AMP form of the same page. */
const AMP = /^(amp|outputtype|__amp\w*)$/i;

/** "#!/story/5" and "#/story/5" are addresses of pages that scripts draw; other fragments are places in a page. */
const ROUTE = /^#!?\//;

/** The URL as it is stored and shown: absolute, http or https; no credentials, tracking or place in the page. null when it is none. */
export const readUrl = (value: unknown): string | null => {
  if (typeof value !== 'string' || value.length > MAX_URL_LENGTH) return null;
  const url = URL.parse(value.trim());
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  url.username = '';
  url.password = '';
  if (!ROUTE.test(url.hash)) url.hash = '';
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  return url.href.length > MAX_URL_LENGTH ? null : url.href;
};

/** The host without `www.`: what stands in for a source that was not named. */
export const hostOf = (url: string): string => bareHost(new URL(url).hostname);

/**
 * One form for the addresses of one article, from which its id is derived: no scheme, `www.`, AMP marks or final slash;
 * parameters in order. Everything else is kept, since a wrong match would make a different article a revision of this
 * one, while a missed match only makes it a second, identical article.
 * @param url As readUrl returns it.
 */
export const canonicalUrl = (url: string): string => {
  const { hostname, port, pathname, searchParams, hash } = new URL(url);
  const kept = [...searchParams].filter(([name]) => !AMP.test(name));
  const query = new URLSearchParams(kept.sort(byNameThenValue)).toString();
  return `${bareHost(hostname)}${port && `:${port}`}${barePath(pathname)}${query && `?${query}`}${hash}`;
};

const bareHost = (hostname: string): string => hostname.replace(/\.$/, '').replace(/^(www\d?|amp)\.(?=.+\.)/, '');

const barePath = (pathname: string): string =>
  pathname
    .replace(/\.amp(?=(\.html?)?$)/i, '')
    .replace(/^\/amp(?=\/.)/i, '')
    .replace(/\/amp\/?$/i, '')
    .replace(/\/+$/, '');

const byNameThenValue = ([a, x]: [string, string], [b, y]: [string, string]): number =>
  a === b ? compare(x, y) : compare(a, b);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
