import { type Block, type Box, isHeading } from './blocks.ts';

const T = (globalThis as any).T ?? {};
const LEAST_PROSE = T.prose ?? 80;
const GUARD = T.guard ?? 0.4;
const DESCEND = T.descend ?? 0.6;
const LINKS = T.links ?? 0.5;

const prose = ({ text, linked }: Block): number => {
  const own = text.length - linked;
  return own >= LEAST_PROSE || (own >= LEAST_PROSE / 2 && /[.!?…。]["”“»')]*$/.test(text)) ? own : 0;
};

/** Characters of prose in each box and all within it. */
const weigh = (boxes: readonly Box[], blocks: readonly Block[]): Map<Box, number> => {
  const weights = new Map<Box, number>();
  const add = (box: Box, weight: number): void => void weights.set(box, (weights.get(box) ?? 0) + weight);
  for (const block of blocks) { const p = prose(block); if (p) add(block.box, p); }
  for (let i = boxes.length - 1; i > 0; i--) {
    const box = boxes[i] as Box;
    const w = weights.get(box);
    if (w) add(box.parent as Box, w);
  }
  return weights;
};

export const articleBlocks = (boxes: readonly Box[], blocks: readonly Block[]): Block[] => {
  const root = boxes[0] as Box;
  const all = weigh(boxes, blocks);
  const total = all.get(root) ?? 0;
  const out = new Set<Box>();
  for (const box of boxes) {
    const own = (box.furniture || box.hidden) && (all.get(box) ?? 0) <= GUARD * total;
    if (own || (box.parent && out.has(box.parent))) out.add(box);
  }
  const kept = blocks.filter((b) => !out.has(b.box));
  const weights = weigh(boxes, kept);
  const heaviest = new Map<Box, Box>();
  for (const box of boxes) {
    if (!box.parent) continue;
    const h = heaviest.get(box.parent);
    if (!h || (weights.get(box) ?? 0) > (weights.get(h) ?? 0)) heaviest.set(box.parent, box);
  }
  let main = root;
  for (;;) {
    const next = heaviest.get(main);
    if (!next || (weights.get(next) ?? 0) < DESCEND * (weights.get(root) ?? 0) || (weights.get(next) ?? 0) === 0) break;
    main = next;
  }
  if (main.name === 'p' && main.parent) main = main.parent;
  const inside = new Set<Box>([main]);
  for (const box of boxes) if (box.parent && inside.has(box.parent)) inside.add(box);
  return kept.filter((b) => inside.has(b.box) && b.linked <= LINKS * b.text.length);
};
export const textOf = (blocks: readonly Block[]): string =>
  blocks.map(({ text, begins }, i) => (i === 0 ? '' : begins ? '\n\n' : '\n') + text).join('');
void isHeading;
