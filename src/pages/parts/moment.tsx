const FORMAT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** A moment (ISO 8601) as a person reads it, in UTC: the server does not know where its reader is. */
export const Moment = ({ at }: { at: string }) => <time datetime={at}>{FORMAT.format(new Date(at))} UTC</time>;

/** When an article was published, else received. */
export const Published = ({ published_at, received_at }: { published_at: string | null; received_at?: string }) => {
  if (published_at !== null) return <Moment at={published_at} />;
  return received_at === undefined ? null : (
    <>
      received <Moment at={received_at} />
    </>
  );
};
