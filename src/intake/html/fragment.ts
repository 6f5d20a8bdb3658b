import { BlockReader, joinBlocks } from './blocks.ts';
import { readTags } from './tags.ts';

/** All text of a piece of HTML, or of plain text with references to characters in it. Linear in its length; never throws. */
export const textOf = (html: string): string => {
  const reader = new BlockReader();
  readTags(marked(html), reader);
  reader.end();
  return joinBlocks(reader.blocks);
};

const OPENS_CDATA = /^\s*<!\[CDATA\[/;

/** Where there are no tags, lines are lines; where feeds leave the marks of CDATA around it, it is HTML all the same. */
export const marked = (html: string): string => {
  const bare = OPENS_CDATA.test(html) ? html.replace(OPENS_CDATA, '').replace(/\]\]>\s{0,9}$/, '') : html;
  return /<[a-z/!]/i.test(bare) ? bare : bare.replace(/\r?\n/g, '<br>');
};
