import { createJudge } from '../../../src/similarity/judge.ts';
import { SIGNALS } from '../../../src/similarity/signals.ts';
import { partsOf } from '../../../src/similarity/trees.ts';
import { titleOf } from './real.ts';
import type { Mistake } from './table.ts';
import { seenAs } from './written.ts';

/** Of each kind of mistake so many are shown, and so many signals of each. */
const SHOWN = 25;
const SIGNALS_SHOWN = 9;

interface Explained {
  mistake: Mistake;
  logit: number;
  lines: string[];
}

/** The worst decisions by kind, the surest first, each with the pair's score and the signals that weighed most. */
export const tellMistakes = (mistakes: Mistake[]): string => {
  const byKind = [...Map.groupBy(mistakes, ({ kind }) => kind)].sort(([x], [y]) => x.localeCompare(y));
  return byKind.map(([kind, all]) => tellKind(kind, all)).join('\n\n');
};

const tellKind = (kind: string, mistakes: Mistake[]): string => {
  const explained = mistakes.map(explain);
  explained.sort((x, y) => (x.mistake.together ? x.logit - y.logit : y.logit - x.logit));
  const most = explained.length > SHOWN ? `, the worst ${SHOWN}` : '';
  const lines = explained.slice(0, SHOWN).flatMap((one) => one.lines);
  return [`== ${kind}: ${mistakes.length}${most}`, ...lines].join('\n');
};

const explain = (mistake: Mistake): Explained => {
  const { a, b, together, dates, model } = mistake;
  const judgement = createJudge(seenAs(a.report, dates), model).judge(seenAs(b.report, dates));
  const { parts } = partsOf(model.pair, judgement.values);
  const signals = SIGNALS.map(({ name }, i) => ({
    name,
    value: judgement.values[i] as number,
    part: parts[i] as number,
  }))
    .sort((x, y) => Math.abs(y.part) - Math.abs(x.part))
    .slice(0, SIGNALS_SHOWN)
    .map(({ name, value, part }) => `${name} ${value.toFixed(2)} (${part >= 0 ? '+' : ''}${part.toFixed(2)})`);
  const lines = [
    `${together ? 'should be together' : 'should be apart'}, score of the pair ${judgement.score.toFixed(3)}, ${judgement.relation}`,
    ...[a, b].map(
      (d) => `    ${d.id} ${d.kind ?? ''} ${d.published_at ?? ''} ${d.report.fingerprint.tokens} words | ${titleOf(d)}`,
    ),
    `    ${signals.join(', ')}`,
  ];
  return { mistake, logit: judgement.logit, lines };
};
