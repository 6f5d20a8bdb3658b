import { OWN, PEERS } from './peer-names.ts';
import type { Figure, HostName, Results } from './results.ts';
import { median, ratioOf } from './statistics.ts';
import { CANDIDATES, DECODING, FINGERPRINT, FLOOR, judging, TOGETHER } from './tasks.ts';

/** How many times one cost is another. Ratios travel from machine to machine; microseconds do not. */
export interface Ratio {
  name: string;
  host: HostName;
  value: number;
}

/** All ratios of what was measured. */
export const ratiosIn = ({ costs = [], placement = [], http = [], peers = [] }: Results): Ratio[] => [
  ...[FINGERPRINT, ...CANDIDATES.map(judging), DECODING, TOGETHER].flatMap((name) => among(costs, name, FLOOR)),
  ...PEERS.flatMap(({ signature }) => among(peers, signature, OWN.signature)),
  ...PEERS.flatMap(({ index }) => among(peers, index, OWN.index)),
  ...placement.flatMap((figure) => {
    const name = `placement, calls of 50, window ${figure.window.toLocaleString('en')}`;
    const floor = costs.find((each) => each.name === FLOOR && each.host === 'workerd');
    return floor === undefined ? [] : [ratio(`${name} / ${FLOOR}`, median(figure.batched) / median(floor.rounds))];
  }),
  ...placement.slice(1).map((figure) => {
    const [first] = placement as [(typeof placement)[0]];
    const name = `placement, calls of 50, window ${figure.window.toLocaleString('en')} / ${first.window.toLocaleString('en')}`;
    return ratio(name, median(figure.batched) / median(first.batched));
  }),
  ...http.slice(1).map((figure) => {
    const [first] = http as [(typeof http)[0]];
    return ratio(
      `HTTP articles/s, ${figure.name} / ${first.name}`,
      ratioOf(figure.articlesPerSecond, first.articlesPerSecond),
    );
  }),
];

const ratio = (name: string, value: number): Ratio => ({ name, host: 'workerd', value });

/** One figure against another of the same host, wherever both were measured. */
const among = (figures: readonly Figure[], name: string, base: string): Ratio[] =>
  figures
    .filter((figure) => figure.name === name)
    .flatMap(({ host, rounds }) => {
      const other = figures.find((figure) => figure.name === base && figure.host === host);
      return other === undefined ? [] : [{ name: `${name} / ${base}`, host, value: ratioOf(rounds, other.rounds) }];
    });
