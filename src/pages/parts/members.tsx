import type { Member } from '../../contract/cluster.ts';
import type { Relation } from '../../contract/placement.ts';
import { comparePath, Outlet, percent, titleOf } from './article.tsx';

/** Groups in this order: nearest to the copy first. */
const GROUPS: readonly (readonly [relation: Relation | null, name: string])[] = [
  [null, 'Founded the story here'],
  ['identical', 'The same text'],
  ['reprint', 'Reprints: the same wording, shortened or lightly edited'],
  ['rewrite', 'Rewrites: the same copy in other words'],
  ['coverage', 'Coverage: other reports of the same development'],
  ['related', 'Related'],
  ['none', 'Placed without being near'],
];

/** The articles by how they stood to the nearest one when they came. */
export const Members = ({ members, representative }: { members: Member[]; representative: string }) => (
  <>
    {GROUPS.map(([relation, name]) => {
      const group = members.filter((member) => member.relation === relation);
      return group.length === 0 ? null : (
        <section>
          <h3>{name}</h3>
          <ul class="plain members">
            {group.map((member) => (
              <MemberItem member={member} representative={representative} />
            ))}
          </ul>
        </section>
      );
    })}
  </>
);

const MemberItem = ({ member, representative }: { member: Member; representative: string }) => (
  <li>
    <div dir="auto">{titleOf(member.title)}</div>
    <p class="meta">
      <span>
        <Outlet source={member.source} url={member.url} />
      </span>
      {member.relation === null ? null : <span>score {percent(member.score)}</span>}
      {member.revisions === 0 ? null : (
        <span>revised {member.revisions === 1 ? 'once' : `${member.revisions} times`}</span>
      )}
      {member.article_id === representative ? (
        <strong>stands for the story</strong>
      ) : (
        <a href={comparePath(representative, member.article_id)} aria-label={`Side by side: ${titleOf(member.title)}`}>
          Side by side
        </a>
      )}
    </p>
  </li>
);
