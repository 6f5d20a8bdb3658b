// Runs labelled articles through the real engine and prints how well it does. Usage: npm run eval -- --help
import fs from 'node:fs';
import { BadOption } from '../options.ts';
import { type Corpus, loadReal, loadWritten, REAL, WRITTEN } from './documents.ts';
import { evaluateCalibration } from './evaluation/calibration.ts';
import { evaluateCandidates } from './evaluation/candidates.ts';
import { type CrossValidated, crossValidate } from './evaluation/folds.ts';
import { leaveOneOut } from './evaluation/leave-one-out.ts';
import { tellMistakes } from './evaluation/mistakes.ts';
import { HELP, type Options, readOptions } from './evaluation/options.ts';
import { BadData, evaluateOwnData } from './evaluation/own-data.ts';
import { writePage } from './evaluation/page.ts';
import { evaluateReal, type Run, runReal } from './evaluation/real.ts';
import { evaluateInside, openBacklog, REUTERS } from './evaluation/reuters.ts';
import { evaluateSeeds } from './evaluation/seeds.ts';
import { evaluateSignals } from './evaluation/signals.ts';
import { runStream, type Stream } from './evaluation/stream.ts';
import { sweepBar } from './evaluation/sweep.ts';
import { renderTable, type Section, section } from './evaluation/table.ts';
import { documentsOf, evaluateWritten, STREAMS } from './evaluation/written.ts';

const started = performance.now();
const say = (progress: string): void =>
  console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${progress}`);

const loadCorpora = (real: string | null): Corpus[] => {
  say('reading corpora');
  const corpora = WRITTEN.map(loadWritten);
  for (const name of REAL) {
    const corpus = real === null ? null : loadReal(real, name);
    if (corpus === null) console.log(`${name}: not there, skipped`);
    else corpora.push(corpus);
  }
  return corpora;
};

const sweepWritten = ({ corpora, modelFor }: CrossValidated): Section => {
  const swept = STREAMS.map(({ name, corpora: names }) => {
    const documents = documentsOf(corpora, names);
    const run = (modelOf: typeof modelFor) => runStream(documents, { dates: true, live: true }, modelOf, say);
    return sweepBar({ name, documents, run }, modelFor, say);
  });
  const [tables, charts] = [swept.map(({ table }) => table), swept.map(({ chart }) => chart)];
  return section('The bar for joining', { tables, charts });
};

const evaluateAllReal = ({ corpora, modelFor }: CrossValidated, backlog: Stream | null): Section[] =>
  corpora
    .filter(({ written }) => !written)
    .map((corpus) => {
      const runs: [Run, ...Run[]] = [runReal(corpus, modelFor, say)];
      if (corpus.name === REUTERS && backlog !== null)
        runs.push({ name: 'all in one matching window', clusters: backlog.clusters() });
      return evaluateReal(corpus, runs, modelFor, 'by models that did not see the fold');
    });

/** The parts asked for, each told as soon as it is there. */
const evaluate = (options: Options, tell: (section: Section) => void): void => {
  const { only, shuffles, seeds } = options;
  const corpora = loadCorpora(options.real);
  if (only.includes('signals')) tell(evaluateSignals(corpora, say));
  if (only.includes('candidates')) tell(evaluateCandidates(corpora, say));
  if (only.every((part) => part === 'signals' || part === 'candidates')) return;
  const validated = crossValidate(corpora, say);
  if (only.includes('written')) tell(evaluateWritten(validated, shuffles, say));
  if (only.includes('inside')) tell(evaluateInside(validated, say));
  const backlog = only.includes('real') || only.includes('seeds') ? openBacklog(validated, say) : null;
  if (only.includes('real')) evaluateAllReal(validated, backlog).forEach(tell);
  if (only.includes('seeds')) {
    tell(seeds === null ? section('Seeds: not there, skipped') : evaluateSeeds(seeds, backlog, validated.model, say));
  }
  backlog?.close();
  if (only.includes('calibration')) tell(evaluateCalibration(validated, say));
  if (options.sweep) tell(sweepWritten(validated));
  if (options.leaveOneOut) for (const section of leaveOneOut(corpora, say)) tell(section);
};

const print = ({ title, tables, readings, mistakes }: Section, errors: boolean): void => {
  console.log(`\n# ${title}`);
  for (const table of tables) console.log(`\n${renderTable(table)}`);
  if (readings.length > 0) console.log(`\n${readings.join('\n')}`);
  if (errors && mistakes.length > 0) console.log(`\n${tellMistakes(mistakes)}`);
};

const run = (options: Options): void => {
  const sections: Section[] = [];
  const tell = (found: Section): void => {
    sections.push(found);
    print(found, options.errors);
  };
  if (options.data !== null) tell(evaluateOwnData(options.data, options.sweep, say));
  else evaluate(options, tell);
  if (options.html !== null) fs.writeFileSync(options.html, writePage(sections, new Date()));
  if (options.json !== null) {
    const kept = sections.map(({ title, tables, charts }) => ({ title, tables, charts }));
    fs.writeFileSync(options.json, `${JSON.stringify(kept, null, 2)}\n`);
  }
  say('done');
};

try {
  const options = readOptions(process.argv.slice(2));
  if (options === null) console.log(HELP);
  else run(options);
} catch (error) {
  if (!(error instanceof BadOption || error instanceof BadData)) throw error;
  console.error(`${error.message}\n(npm run eval -- --help says what there is)`);
  process.exitCode = 2;
}
