import { type Client, isPlacement } from '../../demo/client.ts';
import type { Placement } from '../../src/contract/placement.ts';
import type { Problem } from '../../src/contract/problem.ts';

/** Posts one article after another; a refusal fails the test. */
export const postInTurn = async (client: Client, articles: object[]): Promise<Placement[]> => {
  const placements: Placement[] = [];
  for (const article of articles) placements.push(placed(await client.post(article)));
  return placements;
};

/** The answer as a placement; throws the problem where it is one. */
export const placed = (answer: Placement | Problem): Placement => {
  if (!isPlacement(answer)) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer;
};

export const articleIds = (placements: Placement[]): string[] => placements.map(({ article_id }) => article_id);

/** The clusters that stored articles are in now, in the order of `ids`; throws for an article that is not there. */
export const clustersOf = async (client: Client, ids: string[]): Promise<string[]> => {
  const clusters: string[] = [];
  for (const id of ids) {
    const article = await client.article(id);
    if (article === null) throw new Error(`${id} is lost`);
    clusters.push(article.cluster_id);
  }
  return clusters;
};
