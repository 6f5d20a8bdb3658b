/** Titles and months that end in a point without ending a sentence. */
const ABBREVIATION =
  /(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|St|Jr|Sr|Inc|Ltd|Co|Corp|No|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|[A-Z](?:\.[A-Z])+)$/;
const BOUNDARY = /[.!?…]["'”’»)\]]*\s+(?=["'“„«‘([]*[\p{Lu}\p{Lt}\p{Lo}\p{N}])|[。！？؟।][”’」』)]*/gu;

/** Offsets at which the sentences of text[from, to) begin; the first is `from`. */
export const sentenceStarts = (text: string, from: number, to: number): number[] => {
  const starts = [from];
  const part = text.slice(from, to);
  for (const match of part.matchAll(BOUNDARY)) {
    if (match[0].startsWith('.') && ABBREVIATION.test(part.slice(Math.max(0, match.index - 8), match.index))) continue;
    const next = match.index + match[0].length;
    if (next < part.length) starts.push(from + next);
  }
  return starts;
};
