import type { IndexPlacement } from '../../contract/placement.ts';
import type { Store } from '../store.ts';

/** Tells where an article went, unless it is a revision that stays where it was. `former` is the cluster that it was in before. */
export const tellPlacement = (
  store: Store,
  placement: IndexPlacement,
  cluster: number,
  former: number | null,
): void => {
  if (former === cluster) return;
  const { article_id: article, relation, score } = placement;
  if (relation === null) store.events.tell({ type: 'cluster.founded', cluster, article, from: former });
  else store.events.tell({ type: 'cluster.joined', cluster, article, from: former, relation, score });
};
