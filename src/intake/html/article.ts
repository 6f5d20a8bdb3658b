import type { Block, Box } from './blocks.ts';
import { HEADING } from './elements.ts';

/** So many characters outside links are prose, and half as many where they end like a sentence. */
const PROSE = 60;
const ENDING = /[.!?…。！？।][\])"'”’»“」』]{0,3}$/;
/** A letter of a script without spaces says as much as three. */
const UNSPACED = /[\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]/g;
/** What holds more than this share of a page's prose is no furniture, whatever it is called and even if it is hidden. */
const MOST_OF_PAGE = 0.4;
/** The article's box is the innermost that holds so much of the prose. */
const MOST_OF_PROSE = 0.6;
/** Lines of which a greater share is links or times are menus and teasers. */
const MOST_LINKED = 0.7;
/** Boxes of one line: the article's is around them. */
const LINE = new Set(['p', 'blockquote', 'li', 'td', 'dd', 'pre']);
const SCOPE = new Set(['article', 'main']);

/**
 * The blocks of the article among a page's. The constants above were chosen on one half of 300 real pages and judged on the
 * other: `npm run eval:html`.
 * @param boxes Parents before children, the page itself first.
 */
export const articleBlocks = (boxes: readonly Box[], blocks: readonly Block[]): Block[] => {
  const furniture = findFurniture(boxes, weigh(boxes, blocks));
  const kept = blocks.filter(({ box }) => !furniture.has(box));
  const main = findMain(boxes, weigh(boxes, kept));
  const inside = allWithin(boxes, main);
  // A standfirst stands beside the box of the text as often as in it.
  const around = allWithin(boxes, scopeOf(main));
  const article = kept.filter(
    (block) => !isLinks(block) && (inside.has(block.box) || (around.has(block.box) && proseIn(block) > 0)),
  );
  const last = article.findLastIndex(({ box }) => !HEADING.has(box.name));
  return article.slice(0, last + 1);
};

const isLinks = ({ text, linked }: Block): boolean => linked > MOST_LINKED * text.length;

/** Characters of prose in a block. */
const proseIn = ({ text, linked }: Block): number => {
  const own = text.length - linked;
  if (own >= PROSE) return own;
  const weight = own + 2 * (text.match(UNSPACED)?.length ?? 0);
  return weight >= PROSE || (weight >= PROSE / 2 && ENDING.test(text)) ? own : 0;
};

/** Prose in each box and all within it. */
const weigh = (boxes: readonly Box[], blocks: readonly Block[]): Map<Box, number> => {
  const weights = new Map<Box, number>();
  const add = (box: Box, weight: number): void => {
    if (weight > 0) weights.set(box, (weights.get(box) ?? 0) + weight);
  };
  for (const block of blocks) add(block.box, proseIn(block));
  for (const box of boxes.toReversed()) if (box.parent !== null) add(box.parent, weights.get(box) ?? 0);
  return weights;
};

const findFurniture = (boxes: readonly Box[], weights: ReadonlyMap<Box, number>): Set<Box> => {
  const most = MOST_OF_PAGE * (weights.get(boxes[0] as Box) ?? 0);
  const found = new Set<Box>();
  for (const box of boxes) {
    const own = (box.furniture || box.hidden) && (weights.get(box) ?? 0) <= most;
    if (own || (box.parent !== null && found.has(box.parent))) found.add(box);
  }
  return found;
};

const findMain = (boxes: readonly Box[], weights: ReadonlyMap<Box, number>): Box => {
  const [page] = boxes as [Box];
  const least = MOST_OF_PROSE * (weights.get(page) ?? 0);
  let main = page;
  // More than half of the prose is in one child at most, and that child comes later in the list.
  if (least > 0) for (const box of boxes) if (box.parent === main && (weights.get(box) ?? 0) >= least) main = box;
  while (main.parent !== null && LINE.has(main.name)) main = main.parent;
  return main;
};

const scopeOf = (main: Box): Box => {
  for (let box: Box | null = main; box !== null; box = box.parent) if (SCOPE.has(box.name)) return box;
  return main.parent ?? main;
};

const allWithin = (boxes: readonly Box[], whole: Box): Set<Box> => {
  const inside = new Set<Box>([whole]);
  for (const box of boxes) if (box.parent !== null && inside.has(box.parent)) inside.add(box);
  return inside;
};
