import type { Comparable } from '../../src/similarity/compare.ts';
import { createJudge, type Judge, type Judgement, type Report } from '../../src/similarity/judge.ts';
import { takeFingerprint } from '../../src/text/fingerprint.ts';

/** Invented: a market is closed. */
export const ORIGINAL: Comparable = {
  title: 'Selby harbour board votes to close fish market',
  text: `SELBY (Coastwire) - The harbour board of Selby voted on Tuesday to close the old fish market by October 31, ending trade in a hall that has stood on the quay since 1887.

Board chairwoman Margit Oddsen said repairs would have cost 4.3 million crowns. "We looked at every beam of that roof, and there is nothing left to nail a new one to," she told reporters.

The 46 traders, who sell mostly herring and crab, will be offered stalls in a hall beside the railway in Marle, eight kilometres away.

Ann Poole, whose family has rented a stall for three generations, said she would not move. "My customers come by boat, and no boat ever went to Marle," she said.

The vote was six to three. Ferry operator Kranlinje has asked to lease the quay.`,
  published_at: '2026-10-06T09:00:00Z',
  source: 'coastwire.example',
};

/** The same in other words. */
export const REWRITE: Comparable = {
  title: 'Old fish hall in Selby to shut after board vote',
  text: `Selby's fish market, on the quay since 1887, is to shut for good on October 31 after the town's harbour board decided by six votes to three on Tuesday to give it up.

Mending the building was too dear at 4.3 million crowns, according to Margit Oddsen, who chairs the board. "We looked at every beam of that roof, and there is nothing left to nail a new one to," Oddsen said.

Stalls in Marle, eight kilometres off, in a hall next to the railway line, have been promised to the 46 herring and crab sellers.

One of them, Ann Poole, is staying put: her family has had a stall for three generations. "My customers come by boat, and no boat ever went to Marle," Poole said.

Kranlinje, which runs the ferry, would like to rent the quay.`,
  published_at: '2026-10-06T12:00:00Z',
  source: 'marleposten.example',
};

/** What came of it two days later, with the background repeated. */
export const FOLLOW_UP: Comparable = {
  title: 'Court halts closure of Selby fish market',
  text: `A judge in Thornwick on Thursday forbade the closure of the fish market of Selby until a lawsuit by its traders has been heard, which may take until spring.

Judge Halvard Brekke wrote in a ruling of 12 pages that the board had not given notice of 180 days, as a lease of 1951 demands. Lawyer Petra Stenmark, for the traders, called it a triumph.

A spokesman for the board said it would appeal to the high court in Ostby before Christmas.

The harbour board of Selby voted on Tuesday to close the old fish market by October 31, ending trade in a hall that has stood on the quay since 1887.`,
  published_at: '2026-10-08T15:00:00Z',
  source: 'coastwire.example',
};

export const UNRELATED: Comparable = {
  title: 'Volleyball: Brunnby beat Tarn in five sets',
  text: `Brunnby came from two sets down to beat Tarn 3-2 on Saturday and stay at the top of the northern league. Setter Ida Lundqvist had 51 assists in a match that lasted two hours and a half.

Tarn led 25-19, 25-22 before coach Mikael Ahlgren changed both middle blockers. "They stopped reading us, so we wrote something else," Ahlgren said after the match.

Brunnby play Vesterhamn next week without captain Sofia Engman, who twisted an ankle.`,
  published_at: '2026-10-10T20:00:00Z',
  source: 'brunnbybladet.example',
};

export const reportOf = ({ title, text, published_at, source }: Comparable): Report => ({
  fingerprint: takeFingerprint({ title, text }),
  published: published_at === null ? null : Date.parse(published_at),
  received: 0,
  source: source === null ? 0 : source.length,
});

export const judgeOf = (article: Comparable): Judge => createJudge(reportOf(article));
export const judge = (a: Comparable, b: Comparable): Judgement => judgeOf(a).judge(reportOf(b));
