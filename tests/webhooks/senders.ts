/** Secrets of the senders below; the second of the first is the one it changes to. */
export const SECRETS = {
  standard: 'whsec_bmV3c3Jvb20tc2VjcmV0LW9mLXRoaXJ0eS10d28tYg==',
  next: 'whsec_YW5vdGhlci1zZWNyZXQtdGhhdC10YWtlcy1vdmVyLjE=',
  github: 'a secret with blanks in it, and ümlauts',
  firecrawl: 'firecrawl-secret-0123456789',
  miniflux: 'miniflux-secret-0123456789abcdef',
  bearer: 'bearer-secret-0123456789',
  header: 'header-secret-0123456789',
};

/** Who may send to the Worker under test: its WEBHOOK_SENDERS, in vitest.config.ts. */
export const SENDERS = {
  standard: { collection: 'tests', scheme: 'standard-webhooks', secrets: [SECRETS.standard, SECRETS.next] },
  github: { collection: 'tests', scheme: 'hmac-sha256', secrets: [SECRETS.github] },
  firecrawl: { collection: 'tests', scheme: 'hmac-sha256', secrets: [SECRETS.firecrawl] },
  miniflux: {
    collection: 'tests',
    scheme: 'hmac-sha256',
    secrets: [SECRETS.miniflux],
    header: 'X-Miniflux-Signature',
  },
  bearer: { collection: 'tests', scheme: 'bearer', secrets: [SECRETS.bearer] },
  header: { collection: 'tests', scheme: 'header', secrets: [SECRETS.header], header: 'X-Crawler-Secret' },
};
