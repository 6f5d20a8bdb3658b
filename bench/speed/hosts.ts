import { setImmediate as turn } from 'node:timers/promises';
import type { BenchWorker } from './bench-worker.ts';
import type { HostName } from './results.ts';
import { median } from './statistics.ts';
import type { Task } from './tasks.ts';
import type { Workload } from './workload.ts';

/** Where tasks run. */
export interface Host {
  name: HostName;
  /** To be called before each round. */
  prepare: () => Promise<void>;
  /** Runs a task so many times; answers the milliseconds that took. */
  run: (task: string, passes: number) => Promise<number>;
}

/** This process. */
export const nodeHost = (tasks: readonly Task[]): Host => ({
  name: 'Node',
  prepare: () => turn(),
  run: async (name, passes) => {
    const task = tasks.find((known) => known.name === name);
    if (task === undefined) throw new Error(`no task ${name}`);
    let sum = 0;
    const begun = performance.now();
    for (let pass = 0; pass < passes; pass++) sum += task.run();
    return checked(name, sum, performance.now() - begun);
  },
});

const EMPTY_REQUESTS = 25;

/** Inside workerd, timed from here; an empty request is subtracted. */
export const workerdHost = async (worker: BenchWorker, workload: Workload): Promise<Host> => {
  await worker.ask('/load', workload);
  const request = (task: string, passes: number) =>
    worker.ask(`/run?${new URLSearchParams({ task, passes: String(passes) })}`);
  let empty = 0;
  return {
    name: 'workerd',
    prepare: async () => {
      const waits: number[] = [];
      for (let i = 0; i < EMPTY_REQUESTS; i++) waits.push((await request('', 0)).ms);
      empty = median(waits);
    },
    run: async (task, passes) => {
      const { text, ms } = await request(task, passes);
      return checked(task, Number(text), ms - empty);
    },
  };
};

/** A sum that is no number tells of a task that is not there or did no work. */
const checked = (task: string, sum: number, ms: number): number => {
  if (Number.isNaN(sum)) throw new Error(`the task ${task} came to nothing`);
  return ms;
};
