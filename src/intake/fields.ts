/**
 * The names crawlers, extractors and feeds use for each field. The first that is present and not empty wins,
 * so the contract's own name comes first. Compared as written: JSON names are case-sensitive.
 */
export const FIELD_NAMES = {
  id: ['id', 'article_id', 'articleId', '_id', 'document_id', 'doc_id', 'uuid', 'guid'],
  url: [
    'url',
    'canonical_url',
    'canonicalUrl',
    'link',
    'permalink',
    'article_url',
    'page_url',
    'pageUrl',
    'web_url',
    'webUrl',
    'external_url',
  ],
  title: ['title', 'headline', 'name', 'webTitle'],
  text: [
    'text',
    'articleBody',
    'article_body',
    'maintext',
    'main_text',
    'full_text',
    'fulltext',
    'body_text',
    'content_text',
    'plain_text',
    'content',
    'body',
    'markdown',
  ],
  published_at: [
    'published_at',
    'publishedAt',
    'datePublished',
    'date_published',
    'published_date',
    'publish_date',
    'date_publish',
    'publication_date',
    'publishing_date',
    'published',
    'pubDate',
    'pub_date',
    'webPublicationDate',
    'date',
  ],
  source: [
    'source',
    'source_name',
    'publisher',
    'site_name',
    'siteName',
    'sitename',
    'outlet',
    'media_name',
    'source_domain',
    'hostname',
  ],
  language: ['language', 'lang', 'inLanguage', 'language_code', 'humanLanguage'],
  author: ['author', 'authors', 'byline', 'creator'],
} as const;

export type Field = keyof typeof FIELD_NAMES;

export interface Sent {
  /** The name it was sent under; the contract's name when it was not sent. */
  name: string;
  value: unknown;
}

/**
 * The field under whichever name it was sent; `value` is undefined when there is none. null, "" and blanks count as not sent, and so
 * does a boolean under another name than the contract's: `published: true` is a state, not a date.
 */
export const pick = (sent: Record<string, unknown>, field: Field): Sent => {
  for (const name of FIELD_NAMES[field]) {
    const value = Object.hasOwn(sent, name) ? sent[name] : undefined;
    if (value === undefined || value === null) continue;
    if (typeof value === 'string' && value.trim() === '') continue;
    if (typeof value === 'boolean' && name !== FIELD_NAMES[field][0]) continue;
    return { name, value };
  }
  return { name: FIELD_NAMES[field][0], value: undefined };
};
