import type { Member } from '../../contract/cluster.ts';
import { Outlet, titleOf } from './article.tsx';
import { Published } from './moment.tsx';

/** The articles in the order in which they were published, else received. */
export const Timeline = ({ members, origin }: { members: Member[]; origin: string }) => (
  <ol class="plain timeline">
    {members.toSorted(earlierFirst).map((member) => (
      <li class={member.article_id === origin ? 'first' : undefined}>
        <p class="meta">
          <span>
            <Published published_at={member.published_at} received_at={member.received_at} />
          </span>
          <span>
            <Outlet source={member.source} url={member.url} />
          </span>
          {member.article_id === origin ? <strong>the origin</strong> : null}
        </p>
        <div dir="auto">{titleOf(member.title)}</div>
      </li>
    ))}
  </ol>
);

const timeOf = ({ published_at, received_at }: Member): number => Date.parse(published_at ?? received_at);

const earlierFirst = (a: Member, b: Member): number => timeOf(a) - timeOf(b);
