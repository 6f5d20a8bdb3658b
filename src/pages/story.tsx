import type { StoredArticle } from '../contract/article.ts';
import type { Cluster, Member } from '../contract/cluster.ts';
import type { Match } from '../contract/match.ts';
import { Page, type Visit } from './layout.tsx';
import { Outlet, percent, storyPath, titleOf } from './parts/article.tsx';
import { Members } from './parts/members.tsx';
import { Published } from './parts/moment.tsx';
import { Near } from './parts/near.tsx';
import { Spread } from './parts/spread.tsx';
import { Timeline } from './parts/timeline.tsx';

/** An article that stands for the story. */
export type Shown = Pick<StoredArticle, 'id' | 'title' | 'source' | 'url' | 'published_at' | 'received_at'>;

export interface StoryProps {
  visit: Visit;
  cluster: Cluster;
  origin: Shown;
  representative: Shown;
  /** The nearest articles of other clusters, nearest first. */
  near: Match[];
  /** Where this is not the first page of the members. */
  further: boolean;
}

export const StoryPage = ({ visit, cluster, origin, representative, near, further }: StoryProps) => (
  <Page title={titleOf(cluster.title)} place="/" visit={visit}>
    <h1 dir="auto">{titleOf(cluster.title)}</h1>
    <p class="meta">
      <span>story {cluster.id}</span>
    </p>
    <Facts cluster={cluster} />
    <Spread times={timesOf(cluster.members)} size={cluster.size} />
    <Exports id={cluster.id} />
    <div class="two">
      <section aria-labelledby="origin">
        <h2 id="origin">Where it came from</h2>
        <Standing article={origin} />
        <p>{originReason(origin)}</p>
      </section>
      <section aria-labelledby="representative">
        <h2 id="representative">What stands for it</h2>
        <Standing article={representative} />
        <p>{representativeReason(cluster)}</p>
      </section>
    </div>
    <h2 id="timeline">Who had it when</h2>
    <Timeline members={cluster.members} origin={cluster.origin} />
    <h2 id="members">What they made of it</h2>
    <p class="quiet">Score and relation are to the article that each was nearest to when it came.</p>
    <Members members={cluster.members} representative={cluster.representative} />
    <MorePages cluster={cluster} further={further} />
    <h2 id="near">What came near, and was not joined</h2>
    <Near matches={near} representative={cluster.representative} />
  </Page>
);

const timesOf = (members: Member[]): number[] =>
  members.map(({ published_at, received_at }) => Date.parse(published_at ?? received_at)).sort((a, b) => a - b);

const Facts = ({ cluster }: { cluster: Cluster }) => (
  <dl class="facts">
    {(
      [
        ['Articles', cluster.size.toLocaleString('en')],
        ['Distinct texts', cluster.distinct_texts.toLocaleString('en')],
        ['Sources', cluster.sources.toLocaleString('en')],
        ['Cohesion', percent(cluster.cohesion)],
      ] as const
    ).map(([name, value]) => (
      <div>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

const Exports = ({ id }: { id: string }) => (
  <p class="actions">
    <a href={`${storyPath(id)}.json`}>JSON</a>
    <a href={`${storyPath(id)}.csv`}>CSV</a>
    <span class="quiet">Cohesion is the lowest score between any two distinct texts of the story.</span>
  </p>
);

const Standing = ({ article }: { article: Shown }) => (
  <>
    <p dir="auto">
      <strong>{titleOf(article.title)}</strong>
    </p>
    <p class="meta">
      <span>
        <Outlet source={article.source} url={article.url} />
      </span>
      <span>
        <Published published_at={article.published_at} received_at={article.received_at} />
      </span>
    </p>
  </>
);

const originReason = ({ published_at }: Shown): string =>
  published_at === null
    ? 'No earlier date is known: it has none itself, so the time counts when it was received.'
    : 'No other of its articles was published earlier.';

const representativeReason = ({ size, origin, representative }: Cluster): string => {
  if (size === 1) return 'It is the only article.';
  const same = origin === representative ? 'The origin itself: ' : '';
  return `${same}the earliest that is more than a brief, or the longest where all are briefs.`;
};

const MorePages = ({ cluster, further }: { cluster: Cluster; further: boolean }) =>
  further || cluster.next !== null ? (
    <nav class="actions" aria-label="Further articles">
      {further ? <a href={storyPath(cluster.id)}>Back to the newest</a> : null}
      {cluster.next === null ? null : (
        <a href={`${storyPath(cluster.id)}?${new URLSearchParams({ cursor: cluster.next })}`}>
          Articles that came before
        </a>
      )}
    </nav>
  ) : null;
