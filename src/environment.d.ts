declare namespace Cloudflare {
  /** Lets `exports` of cloudflare:workers know the Worker. */
  interface GlobalProps {
    mainModule: typeof import('./index.ts');
    durableNamespaces: 'StoryIndex';
  }

  /** What the Worker is given: wrangler.toml's bindings and secrets. */
  interface Env {
    /** One object per collection, found by the collection's name. */
    STORY_INDEX: DurableObjectNamespace<import('./story-index/story-index.ts').StoryIndex>;
    /** Outgoing events on their way to subscriptions. See src/events. */
    EVENT_DELIVERIES: Queue<import('./story-index/events/delivery.ts').Delivery>;
    /** Set by `npm start` alone, another at each start: its queue is in memory, and what it had is sent again. */
    QUEUE_RUN?: string;
    /** For development: receivers may be on this machine and in its network, also without TLS. Never deploy it. */
    ALLOW_PRIVATE_RECEIVERS?: string;
    /** Optional: where texts go instead of the object. See src/api/texts.ts. */
    TEXTS?: R2Bucket;
    /** Optional: jobs of articles that are placed later. See src/api/taking.ts. */
    INTAKE?: Queue<import('./contract/message.ts').JobMessage>;
    /** Optional: one data point a request. See src/api/metrics.ts. */
    METRICS?: AnalyticsEngineDataset;
    /** Which lines are logged: `requests`, `all`, or none. See src/api/log.ts. */
    LOG?: string;
    /** Origins whose pages may read answers; without it, none. See src/api/cors.ts. */
    CORS_ORIGINS?: string;
    /** Secret, JSON: token → { collection, rights }. See src/api/tokens.ts. */
    API_TOKENS?: string;
    /** Secret, JSON: sender → { collection, scheme, secrets }. See src/webhooks/senders.ts. */
    WEBHOOK_SENDERS?: string;
    /** Set by `npm start` alone: requests without a token may use the local collection. Never deploy it. */
    LOCAL_USE?: string;
  }
}
