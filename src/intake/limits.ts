/** How much one request may carry. Beyond these the answer is 413. Lengths of text are in UTF-16 units, as JavaScript counts. */

/** Bytes of a request body, after decompression. Body, decoded text and parsed articles share the Worker's 128 MB. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;
/** Articles in one request. */
export const MAX_ITEMS = 2_000;
/** About 35,000 words: a book chapter. Above that it is no article. */
export const MAX_TEXT_LENGTH = 200_000;
export const MAX_TITLE_LENGTH = 2_000;
/** What servers and sitemaps accept. */
export const MAX_URL_LENGTH = 2_048;
export const MAX_ID_LENGTH = 200;
export const MAX_SOURCE_LENGTH = 200;
/** Longer lists of authors are cut here: a byline decides nothing. */
export const MAX_AUTHOR_LENGTH = 500;

/** Of HTML or Markdown so much is read, the rest is not: the heaviest news pages have about 2 MB, most of it scripts. */
export const MAX_MARKUP_LENGTH = 2_000_000;
