const CLOSING: Record<string, string> = {
  '“': '”“"',
  '„': '“”"',
  '«': '»',
  '»': '«',
  '「': '」',
  '『': '』',
  '"': '"',
  '‹': '›',
};
const OPENING = /["“„«»「『‹]/g;
/** Shorter than this is a quoted word or a title, not speech. */
const LEAST_LENGTH = 12;

/** Direct speech in text[from, to), a paragraph: start and end offsets in turn. A quotation left open runs to the paragraph's end. */
export const quotedSpans = (text: string, from: number, to: number): number[] => {
  const spans: number[] = [];
  OPENING.lastIndex = from;
  for (let match = OPENING.exec(text); match !== null && match.index < to; match = OPENING.exec(text)) {
    const closing = CLOSING[match[0]] as string;
    const start = match.index + 1;
    let end = start;
    while (end < to && !closing.includes(text[end] as string)) end++;
    if (end - start >= LEAST_LENGTH) spans.push(start, end);
    OPENING.lastIndex = end + 1;
  }
  return spans;
};
