const CLOSING = new Map<string, string>(
  Object.entries({
    '“': '”“"',
    '„': '“”"',
    '«': '»',
    '»': '«',
    '「': '」',
    '『': '』',
    '"': '"',
    '‹': '›',
  }),
);
/** Shorter than this is a quoted word or a title, not speech. */
const LEAST_LENGTH = 12;

/** Direct speech in text[from, to), a paragraph: start and end offsets in turn. A quotation left open runs to the paragraph's end. */
export const quotedSpans = (text: string, from: number, to: number): number[] => {
  const spans: number[] = [];
  for (let start = from; start < to; start++) {
    const closing = closingOf(text, start);
    if (closing === undefined) continue;
    let end = start + 1;
    while (end < to && !closing.includes(text.charAt(end))) end++;
    if (end - start > LEAST_LENGTH) spans.push(start + 1, end);
    start = end;
  }
  return spans;
};

const closingOf = (text: string, at: number): string | undefined => {
  const unit = text.charCodeAt(at);
  return unit === 0x22 || unit === 0xab || unit === 0xbb || (unit >= 0x2000 && unit < 0x3010)
    ? CLOSING.get(text.charAt(at))
    : undefined;
};
