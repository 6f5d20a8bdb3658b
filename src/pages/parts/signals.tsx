import type { SignalValue } from '../../contract/comparison.ts';
import { percent } from './article.tsx';

/** Bars from the middle: to the right what speaks for one story, to the left what speaks against it. */
export const Signals = ({ signals }: { signals: SignalValue[] }) => {
  if (signals.length === 0) return <p class="quiet">Nothing could be measured.</p>;
  const total = signals.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
  const most = Math.max(...signals.map(({ weight }) => Math.abs(weight)));
  return (
    <table class="signals">
      <thead>
        <tr>
          <th scope="col">Signal</th>
          <th scope="col">against · for</th>
          <th scope="col">share</th>
        </tr>
      </thead>
      <tbody>
        {signals.map(({ name, weight }) => (
          <tr>
            <th scope="row">{name}</th>
            <td>
              <Bar length={weight / most} />
            </td>
            <td class="number">
              {weight < 0 ? 'against' : 'for'} {shareOf(Math.abs(weight) / total)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const shareOf = (share: number): string => (share < 0.005 ? 'under 1\u00a0%' : percent(share));

/** `length` is from -1 to 1. */
const Bar = ({ length }: { length: number }) => {
  const width = Math.abs(length) * 50;
  return (
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="axis" x="49.75" y="0" width="0.5" height="10" />
      <rect
        class={length < 0 ? 'against' : 'for'}
        x={(length < 0 ? 50 - width : 50).toFixed(2)}
        y="1.5"
        width={width.toFixed(2)}
        height="7"
      />
    </svg>
  );
};
