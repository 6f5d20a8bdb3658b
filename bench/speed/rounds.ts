import type { Host } from './hosts.ts';
import type { Figure } from './results.ts';
import type { Task } from './tasks.ts';

/** One measurement lasts about so long: against it a clock's tick and a request's jitter are nothing. */
const MEASURED_MS = 300;
/** Before it counts, a task has run so long that it was compiled. */
const WARM_UP_MS = 500;

type Kind = Pick<Task, 'name' | 'articles'>;

/** Measures all tasks in all hosts once a round, so that a slow minute of the machine touches all alike. */
export const measureRounds = async (
  hosts: readonly Host[],
  kinds: readonly Kind[],
  rounds: number,
  say: (progress: string) => void,
): Promise<Figure[]> => {
  const entries = hosts.flatMap((host) => kinds.map((kind) => ({ host, kind, passes: 1, rounds: [] as number[] })));
  for (const host of hosts) await host.prepare();
  for (const entry of entries) {
    say(`warming up: ${entry.kind.name}, ${entry.host.name}`);
    entry.passes = await findPasses(entry.host, entry.kind.name);
  }
  for (let round = 1; round <= rounds; round++) {
    say(`round ${round} of ${rounds}`);
    for (const host of hosts) {
      await host.prepare();
      for (const entry of entries.filter((each) => each.host === host)) {
        const ms = await host.run(entry.kind.name, entry.passes);
        entry.rounds.push((ms * 1000) / (entry.passes * entry.kind.articles));
      }
    }
  }
  return entries.map(({ host, kind, rounds: values }) => ({ name: kind.name, host: host.name, rounds: values }));
};

/** Warms a task up; answers how many passes of it make a measurement. */
const findPasses = async (host: Host, task: string): Promise<number> => {
  let passes = 1;
  for (let spent = 0; ; ) {
    const ms = Math.max(0.1, await host.run(task, passes));
    spent += ms;
    const fitting = Math.ceil((passes * MEASURED_MS) / ms);
    if (spent >= WARM_UP_MS) return fitting;
    // Not all at once: what is not compiled yet is ten times slower than it will be, or a pass is hardly to be measured.
    passes = Math.min(fitting, passes * 8);
  }
};
