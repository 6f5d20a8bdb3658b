/** One line of storable text. Soft hyphens and marks of no width would part words that a copy has whole. */
export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\0\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
