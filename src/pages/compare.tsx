import type { Comparison } from '../contract/comparison.ts';
import type { MatchedArticle } from '../story-index/story-index.ts';
import { cutPieces } from './highlights.ts';
import { Page, type Visit } from './layout.tsx';
import { percent } from './parts/article.tsx';
import { PairForm, type PairTexts } from './parts/pair-form.tsx';
import { SideText } from './parts/side.tsx';
import { Signals } from './parts/signals.tsx';

/** What of an article is shown beside another. */
export type Comparable = Pick<MatchedArticle, 'title' | 'source' | 'url' | 'published_at'> & {
  text: string;
  learned?: ReadonlySet<number>;
};

interface ComparisonProps {
  visit: Visit;
  a: Comparable;
  b: Comparable;
  comparison: Comparison;
}

/** Two articles side by side. */
export const ComparisonPage = ({ visit, a, b, comparison }: ComparisonProps) => (
  <Page title="Side by side" place="/compare" visit={visit}>
    <h1>Side by side</h1>
    <p class="verdict">{comparison.verdict}</p>
    <p class="meta">
      <span>
        relation <span class="tag">{comparison.relation}</span>
      </span>
      <span>score {percent(comparison.score)}</span>
    </p>
    <Legend comparison={comparison} />
    <div class="two">
      <SideText side="a" article={{ ...a, pieces: cutPieces(a.text, comparison.passages, 'a', a.learned) }} />
      <SideText side="b" article={{ ...b, pieces: cutPieces(b.text, comparison.passages, 'b', b.learned) }} />
    </div>
    <h2>Why</h2>
    <p class="quiet">What moved the score, strongest first, with its share of all that did.</p>
    <Signals signals={comparison.signals} />
  </Page>
);

const Legend = ({ comparison: { passages } }: { comparison: Comparison }) => {
  const shared = passages.filter(({ kind }) => kind === 'shared').length;
  return (
    <p class="swatches">
      <span>
        <mark>word for word</mark> {shared}
      </span>
      <span>
        <span class="reworded">
          in other words, <b>with these in common</b>
        </span>{' '}
        {passages.length - shared}
      </span>
      <span class="text">
        <span class="furniture">ignored: of the site, not of the article</span>
      </span>
    </p>
  );
};

/** Asks for two texts. `wrong` says what was not right with those that were sent. */
export const PairPage = ({ visit, texts, wrong }: { visit: Visit; texts: PairTexts; wrong: string | null }) => (
  <Page title="Side by side" place="/compare" visit={visit}>
    <h1>Side by side</h1>
    <p>Paste two texts and see what they share, and why they are one story or are not. Nothing is stored.</p>
    {wrong === null ? null : (
      <p class="notice" role="alert">
        {wrong}
      </p>
    )}
    <PairForm texts={texts} formToken={visit.formToken} />
  </Page>
);
