import type { Match } from '../../contract/match.ts';
import { comparePath, Outlet, percent, storyPath, titleOf } from './article.tsx';

/** Articles of other stories, each with what speaks for and against. */
export const Near = ({ matches, representative }: { matches: Match[]; representative: string }) =>
  matches.length === 0 ? (
    <p class="quiet">Nothing else is near.</p>
  ) : (
    <ul class="plain near">
      {matches.map((match) => (
        <li>
          <div dir="auto">
            <a href={storyPath(match.cluster_id)}>{titleOf(match.title)}</a>
          </div>
          <p class="meta">
            <span>
              <Outlet source={match.source} url={match.url} />
            </span>
            <span>score {percent(match.score)}</span>
            <a
              href={comparePath(representative, match.article_id)}
              aria-label={`Side by side: ${titleOf(match.title)}`}
            >
              Side by side
            </a>
          </p>
          <p>{match.verdict}</p>
        </li>
      ))}
    </ul>
  );
