import { startBenchWorker } from './bench-worker.ts';
import { nodeHost, workerdHost } from './hosts.ts';
import type { Part } from './options.ts';
import type { Figure } from './results.ts';
import { workloadOf } from './retrieval.ts';
import { measureRounds } from './rounds.ts';
import { createTasks, FINGERPRINT, FLOOR } from './tasks.ts';
import type { GeneratedArticle } from './workload.ts';

/** The parts `text` and `judging`: pure work, in Node and inside workerd. */
export const measureCosts = async (
  articles: GeneratedArticle[],
  { only, rounds }: { only: readonly Part[]; rounds: number },
  say: (progress: string) => void,
): Promise<Figure[]> => {
  const workload = workloadOf(articles);
  const tasks = createTasks(workload);
  const basic = [FLOOR, FINGERPRINT];
  // The floor is what the others are multiples of, and the fingerprint is half of what judging is told beside.
  const kinds = tasks.filter(({ name }) => basic.includes(name) || only.includes('judging'));
  const worker = await startBenchWorker();
  try {
    return await measureRounds([nodeHost(tasks), await workerdHost(worker, workload)], kinds, rounds, say);
  } finally {
    await worker.close();
  }
};
