/** What a web page holds: its article as text, and what it says of itself. */
export interface Page {
  text: string;
  title: string | null;
  url: string | null;
  published_at: string | null;
  language: string | null;
  author: string | null;
  source: string | null;
  origins: Partial<Record<'text' | 'title' | 'url' | 'published_at' | 'language' | 'author' | 'source', string>>;
}

// A stand-in until the reader of pages is merged.
export const readPage = (html: string): Page => ({
  text: html
    .replace(/<head>[\s\S]*?<\/head>/i, '')
    .replace(/<\/(p|div|h\d)>/gi, '\n\n')
    .replace(/<[^<>]*>/g, '')
    .replaceAll('&amp;', '&')
    .replace(/\n{3,}/g, '\n\n')
    .trim(),
  title: /<title>([^<]*)<\/title>/i.exec(html)?.[1] ?? null,
  url: null,
  published_at: null,
  language: null,
  author: null,
  source: null,
  origins: { title: 'title' },
});
