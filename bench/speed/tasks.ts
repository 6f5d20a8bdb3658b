import { createJudge, type Report } from '../../src/similarity/judge.ts';
import { decodeFingerprint, encodeFingerprint } from '../../src/text/codec.ts';
import { takeFingerprint } from '../../src/text/fingerprint.ts';
import { sourceHash } from '../../src/text/hash.ts';
import type { GeneratedArticle, Workload } from './workload.ts';

/** Something to be timed. */
export interface Task {
  name: string;
  /** Articles that one run goes through. */
  articles: number;
  /** Answers a number that hangs on all of the work, so that no compiler leaves any of it out. */
  run: () => number;
}

export const FLOOR = 'floor';
export const FINGERPRINT = 'fingerprint';
export const DECODING = 'decoding 50';
export const TOGETHER = 'fingerprint + judging 50';
export const judging = (count: number): string => `judging ${count}`;
export const CANDIDATES = [1, 10, 50] as const;

/** The tasks of the parts `text` and `judging`. Pure: Node and workerd run the same ones. */
export const createTasks = ({ articles, judged }: Workload): Task[] => {
  const parsed = articles.map((json) => JSON.parse(json) as GeneratedArticle);
  const bytes = parsed.map((article) => encodeFingerprint(takeFingerprint(article)));
  const reports = parsed.map((article, i) => reportOf(article, bytes[i] as Uint8Array));
  const overJudged = (name: string, work: (article: number, others: number[]) => number): Task => ({
    name,
    articles: judged.length,
    run: () => judged.reduce((sum, { article, others }) => sum + work(article, others), 0),
  });
  const judgeAll = (report: Report, others: number[]): number => {
    const { judge } = createJudge(report);
    return others.reduce((sum, other) => sum + judge(reports[other] as Report).score, 0);
  };
  return [
    { name: FLOOR, articles: articles.length, run: () => articles.reduce((sum, json) => sum + readWords(json), 0) },
    {
      name: FINGERPRINT,
      articles: articles.length,
      run: () => parsed.reduce((sum, article) => sum + encodeFingerprint(takeFingerprint(article)).length, 0),
    },
    ...CANDIDATES.map((count) => {
      const few = new Map(judged.map(({ article, others }) => [article, others.slice(0, count)]));
      return overJudged(judging(count), (article) => judgeAll(reports[article] as Report, few.get(article) ?? []));
    }),
    overJudged(DECODING, (_, others) =>
      others.reduce((sum, other) => sum + decodeFingerprint(bytes[other] as Uint8Array).tokens, 0),
    ),
    overJudged(TOGETHER, (article, others) => {
      const fingerprint = takeFingerprint(parsed[article] as GeneratedArticle);
      const stored = encodeFingerprint(fingerprint).length;
      return stored + judgeAll({ ...(reports[article] as Report), fingerprint }, others);
    }),
  ];
};

const reportOf = (article: GeneratedArticle, bytes: Uint8Array): Report => ({
  fingerprint: decodeFingerprint(bytes),
  published: Date.parse(article.published_at),
  received: Date.parse(article.published_at),
  source: sourceHash(new URL(article.url).host),
});

/** The floor: what any program must do that looks at the words of an article. */
const readWords = (json: string): number => {
  const { title, text } = JSON.parse(json) as GeneratedArticle;
  return countWords(title) + countWords(text);
};

const countWords = (text: string): number => text.toLowerCase().match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
