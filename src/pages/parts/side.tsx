import type { Piece, Side } from '../highlights.ts';
import { Outlet, titleOf } from './article.tsx';
import { Published } from './moment.tsx';

/** An article as one of two. */
export interface SideArticle {
  title: string;
  source: string | null;
  url: string | null;
  published_at: string | null;
  pieces: Piece[];
}

/** One of two texts. Each passage carries its number, which leads to the other text. */
export const SideText = ({ article, side }: { article: SideArticle; side: Side }) => (
  <section aria-labelledby={`title-${side}`}>
    <h2 id={`title-${side}`} dir="auto">
      {titleOf(article.title)}
    </h2>
    <p class="meta">
      <span>
        <Outlet source={article.source} url={article.url} />
      </span>
      {article.published_at === null ? null : (
        <span>
          <Published published_at={article.published_at} />
        </span>
      )}
    </p>
    <div class="text" dir="auto">
      {article.pieces.map((piece) => (
        <>
          {piece.begins.map((number) => (
            <Reference number={number} side={side} />
          ))}
          <Words piece={piece} />
        </>
      ))}
    </div>
  </section>
);

const Reference = ({ number, side }: { number: number; side: Side }) => {
  const other = side === 'a' ? 'b' : 'a';
  return (
    <a
      class="ref"
      id={`${side}${number}`}
      href={`#${other}${number}`}
      aria-label={`Passage ${number}: to the other text`}
    >
      {number}
    </a>
  );
};

const Words = ({ piece: { text, kind, common } }: { piece: Piece }) => {
  if (kind === 'shared') return <mark>{text}</mark>;
  if (kind === 'reworded') return <span class="reworded">{common ? <b>{text}</b> : text}</span>;
  return kind === 'furniture' && text.trim() !== '' ? <span class="furniture">{text}</span> : text;
};
