import type { Attributes } from './tags.ts';

/** Words that classes and ids of furniture have as they are. */
const WORDS = 'comments? crumbs? cta date meta nav navbar navigation pager pagination tags';
/** Words, or beginnings of them. */
const BEGINNINGS =
  'advert author banner breadcrumb byline caption carousel consent contact cookie copyright credit dateline disclaimer disqus download ' +
  'footer gallery imprint infobox latest lee-tambien licen[cs]e login masthead menu metadata modal more- newsletter noprint outbrain ' +
  'overlay pop-?up popular postmeta print promo publish-?date rating read-?more recommend related reply respond screen-reader search ' +
  'see-also share sharing shariff signup skip slider social sponsor sr-only subscri taboola tagcloud taglist teaser timestamp toolbar ' +
  'topbar trending visually-?hidden';

const oneOf = (list: string): string => `(?:${list.split(' ').join('|')})`;

/** `no-sidebar` is a layout, and site builders call every paragraph a widget; blogs put whole posts into `date-outer`. */
const NAMED = new RegExp(
  `(?<![a-z])(?:${oneOf(WORDS)}(?![a-z])(?<!date(?=-))|${oneOf(BEGINNINGS)}|(?<!(?:no|has|with)-)sidebar|(?<!elementor-)widget)`,
);

/** They are the whole page or its article, whatever they are called. */
const WHOLE = new Set(['html', 'body', 'main', 'article']);
const ROLES = new Set(
  'alertdialog banner complementary contentinfo dialog form menu menubar navigation search toolbar'.split(' '),
);

/** Longer lists of classes are of layout. */
const LONGEST = 200;

/** Whether an element is called what furniture is called. */
export const isNamedFurniture = (name: string, { class: classes = '', id = '', role = '' }: Attributes): boolean => {
  if (WHOLE.has(name)) return false;
  return ROLES.has(role.toLowerCase()) || isFurniture(classes) || isFurniture(id);
};

const isFurniture = (names: string): boolean => names !== '' && NAMED.test(bareNames(names));

/** `relatedPosts` and `post__related` alike as words in lower case. */
const bareNames = (names: string): string =>
  names
    .slice(0, LONGEST)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
