import type { Attributes } from './tags.ts';

/** What classes and ids of furniture begin with, as whole words or in front of others. */
const NAMED =
  /(?<![a-z])(?:comments?(?![a-z])|disqus|respond|reply|shar(?:e|ing|iff|edaddy)|social|related|recommend|(?<!(?:no|has|with)-)sidebar|(?<!elementor-)widget|newsletter|subscri|promo|sponsor|advert|banner|cookie|consent|breadcrumbs?|crumbs?(?![a-z])|menu|nav(?:bar|igation)?(?![a-z])|footer|byline|author|tags(?![a-z])|tagcloud|taglist|pag(?:er|ination)(?![a-z])|pop-?up|modal|overlay|teaser|outbrain|taboola|rating|toolbar|skip|copyright|print|caption|login|signup|search|screen-reader|sr-only|visually-?hidden|infobox|gallery|slider|carousel|topbar|masthead|metadata|meta(?![a-z])|postmeta|timestamp|date(?![a-z-])|publish-?date|cta(?![a-z])|dateline|credit|licen[sc]e|disclaimer|imprint|contact|download|read-?more|more-|see-also|lee-tambien|noprint|trending|popular|latest)/;

/** They are the whole page or its article, whatever they are called. */
const WHOLE = new Set(['html', 'body', 'main', 'article']);
const ROLES = new Set([
  'navigation',
  'complementary',
  'contentinfo',
  'search',
  'banner',
  'menu',
  'menubar',
  'dialog',
  'alertdialog',
  'toolbar',
  'form',
]);

/** Longer lists of classes are of layout. */
const LONGEST = 200;

export const isNamedFurniture = (name: string, { class: classes = '', id = '', role = '' }: Attributes): boolean => {
  if (WHOLE.has(name)) return false;
  if (ROLES.has(role.toLowerCase())) return true;
  return isFurniture(classes) || isFurniture(id);
};

const isFurniture = (names: string): boolean => names !== '' && NAMED.test(bareNames(names));

/** `relatedPosts` and `post__related` alike as words in lower case. */
const bareNames = (names: string): string =>
  names
    .slice(0, LONGEST)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
