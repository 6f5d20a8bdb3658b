/** What HTML's elements are to a reader of text. Names in lower case. */

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** They have no content and no end tag. */
export const VOID = names('area base br col embed frame hr img input keygen link meta param source track wbr');

/** They stand within a line. All others, unknown ones too, begin a new one. */
export const INLINE = names(
  'a abbr acronym amp-img b basefont bdi bdo big br canvas cite code data del dfn em embed font i iframe img input ins kbd label ' +
    'map mark math meter option optgroup output picture progress q rb rp rt rtc ruby s samp script select small span strike ' +
    'strong style sub sup svg template textarea time title tt u var wbr area base col frame keygen link meta param source track',
);

/** Nothing in them is read. */
export const SILENT = names(
  'canvas datalist embed head iframe math meter noembed noframes option optgroup output ' +
    'picture progress rp rt script select style svg template textarea title xmp',
);

/** Nothing in them is the article's. */
export const FURNITURE = names(
  'address applet aside audio button dialog fieldset figcaption footer form menu nav noscript object search video',
);

/** They can stand in a head; anything else ends it. */
export const METADATA = names('base basefont bgsound link meta noframes noscript script style template title');

/** The line that they hold is a heading. */
export const HEADING = names('h1 h2 h3 h4 h5 h6');

const CELLS = ['td', 'th'];
const ROWS = [...CELLS, 'tr'];
const SECTIONS = [...ROWS, 'tbody', 'thead', 'tfoot', 'caption', 'colgroup'];

/** Open elements that an opening one closes, where nothing else of a line's own is open within them. */
export const CLOSES: ReadonlyMap<string, readonly string[]> = new Map([
  ['li', ['li']],
  ['dt', ['dt', 'dd']],
  ['dd', ['dt', 'dd']],
  ['td', CELLS],
  ['th', CELLS],
  ['tr', ROWS],
  ['tbody', SECTIONS],
  ['thead', SECTIONS],
  ['tfoot', SECTIONS],
]);
