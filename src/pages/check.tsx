import type { Placement } from '../contract/placement.ts';
import type { Problem } from '../contract/problem.ts';
import { FormToken } from './form-token.tsx';
import { Page, type Visit } from './layout.tsx';
import { Outlet, percent, storyPath, titleOf } from './parts/article.tsx';
import { Field, TextField } from './parts/field.tsx';

export interface CheckTexts {
  title: string;
  source: string;
  text: string;
}

export type CheckAnswer = { placement: Placement } | { problem: Problem };

/** Asks for a text, and says where it would go. */
export const CheckPage = ({
  visit,
  texts,
  answer,
}: {
  visit: Visit;
  texts: CheckTexts;
  answer: CheckAnswer | null;
}) => (
  <Page title="Try it" place="/check" visit={visit}>
    <h1>Try it</h1>
    {answer === null ? (
      <p>Paste an article and see to which story it would go, and why. Nothing is stored.</p>
    ) : 'problem' in answer ? (
      <p class="notice" role="alert">
        {answer.problem.detail}
      </p>
    ) : (
      <Answer placement={answer.placement} />
    )}
    <form method="post" action="/check" class="fields">
      <FormToken token={visit.formToken} />
      <Field label="Headline" name="title" value={texts.title} />
      <Field label="Source" name="source" value={texts.source} />
      <TextField label="Text, or a whole page of HTML" name="text" value={texts.text} />
      <p class="actions">
        <button type="submit">Where would it go?</button>
      </p>
    </form>
  </Page>
);

const Answer = ({ placement }: { placement: Placement }) => (
  <section aria-labelledby="answer">
    <h2 id="answer">{decisionOf(placement)}</h2>
    {placement.decision === 'founded' ? null : (
      <p>
        <a href={storyPath(placement.cluster_id)}>To the story</a> of {placement.cluster.size - 1} stored articles,{' '}
        {placement.relation} with score {percent(placement.score)}.
      </p>
    )}
    {placement.nearest === null ? (
      <p>Nothing that is stored is near.</p>
    ) : (
      <NearestArticle nearest={placement.nearest} />
    )}
    {placement.related.length === 0 ? null : (
      <>
        <h3>Near, but not joined</h3>
        <ul>
          {placement.related.map(({ cluster_id, score, reason }) => (
            <li>
              <a href={storyPath(cluster_id)}>story {cluster_id}</a>, score {percent(score)}: {reason}
            </li>
          ))}
        </ul>
      </>
    )}
    {placement.notes.map((note) => (
      <p class="notice">{note}</p>
    ))}
    <p class="meta">
      <span>read as {placement.intake.shape}</span>
    </p>
  </section>
);

const decisionOf = ({ decision }: Placement): string =>
  ({
    founded: 'It would found a story of its own',
    joined: 'It would join a story',
    revised: 'It is known, and would be its revision',
    unchanged: 'It is known, as it is',
  })[decision];

const NearestArticle = ({ nearest }: { nearest: NonNullable<Placement['nearest']> }) => (
  <p>
    Nearest is <bdi>{titleOf(nearest.title)}</bdi> (<Outlet source={nearest.source} url={nearest.url} />
    ), {nearest.relation} with score {percent(nearest.score)}.
  </p>
);
