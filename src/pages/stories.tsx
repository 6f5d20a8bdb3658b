import type { Story, StoryPage } from '../contract/story.ts';
import { Page, type Visit } from './layout.tsx';
import { Outlet, storyPath, titleOf } from './parts/article.tsx';
import { Counts } from './parts/counts.tsx';
import { Empty } from './parts/empty.tsx';
import { Choice, Field } from './parts/field.tsx';
import { Published } from './parts/moment.tsx';
import { Spread } from './parts/spread.tsx';
import { type StoryQuery, storiesPath } from './story-query.ts';

interface StoriesProps {
  visit: Visit;
  query: StoryQuery;
  page: StoryPage;
  /** What a newcomer needs; null where the collection holds anything. */
  empty: { origin: string; token: boolean; mayWrite: boolean } | null;
}

/** The clusters of the last hours. */
export const StoriesPage = ({ visit, query, page, empty }: StoriesProps) => (
  <Page title="Stories" place="/" visit={visit}>
    <h1>Stories</h1>
    {empty ? (
      <Empty {...empty} formToken={visit.formToken} />
    ) : (
      <>
        <Filters query={query} />
        <p class="meta" data-live-status role="status"></p>
        <div id="live">
          <StoryList stories={page.stories} />
          <Paging query={query} next={page.next} />
        </div>
        <p class="meta">
          <a href={storiesPath(query, { cursor: null }, '/stories.json')}>These stories as a JSON Feed</a>
        </p>
      </>
    )}
  </Page>
);

const HOURS = [
  ['1', 'last hour'],
  ['6', '6 hours'],
  ['24', '24 hours'],
  ['72', '3 days'],
  ['168', '7 days'],
  ['720', '30 days'],
] as const;

const Filters = ({ query }: { query: StoryQuery }) => {
  const hours = String(query.hours);
  const known = HOURS.some(([value]) => value === hours);
  return (
    <form class="filters" action="/" aria-label="Which stories">
      <Choice
        label="Active in the"
        name="hours"
        value={hours}
        options={known ? HOURS : [[hours, `${hours} hours`] as const, ...HOURS]}
      />
      <Choice label="Order" name="order" value={query.order} options={ORDERS} />
      <Field label="Articles at least" name="min_size" type="number" value={String(query.min_size)} />
      <Field label="Source" name="source" value={query.source ?? ''} />
      <Field label="Language" name="language" value={query.language ?? ''} hint="en" />
      <Field label="Headline words" name="q" value={query.q ?? ''} />
      <button type="submit">Show</button>
    </form>
  );
};

const ORDERS = [
  ['newest', 'newest first'],
  ['biggest', 'biggest first'],
] as const;

const StoryList = ({ stories }: { stories: Story[] }) =>
  stories.length === 0 ? (
    <p>No story is like that. Ask for more hours, or for fewer articles.</p>
  ) : (
    <ol class="plain stories">
      {stories.map((story) => (
        <StoryItem story={story} />
      ))}
    </ol>
  );

const StoryItem = ({ story }: { story: Story }) => (
  <li>
    <div>
      <h2 dir="auto">
        <a href={storyPath(story.id)}>{titleOf(story.title)}</a>
      </h2>
      <p class="meta">
        <span>
          first by <Outlet source={story.first.source} url={story.first.url} />
        </span>
        <span>
          <Published published_at={story.first.published_at} received_at={story.first.received_at} />
        </span>
      </p>
      <p class="meta">
        <Counts {...story} />
      </p>
    </div>
    <Spread times={story.times} size={story.size} />
  </li>
);

const Paging = ({ query, next }: { query: StoryQuery; next: string | null }) =>
  query.cursor === null && next === null ? null : (
    <nav class="actions" aria-label="Further stories">
      {query.cursor === null ? null : <a href={storiesPath(query, { cursor: null })}>Back to the first</a>}
      {next === null ? null : <a href={storiesPath(query, { cursor: next })}>Further stories</a>}
    </nav>
  );
