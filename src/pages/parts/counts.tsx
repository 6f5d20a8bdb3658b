const counted = (count: number, one: string, more: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

/** How large a story is. */
export const Counts = ({
  size,
  distinct_texts,
  sources,
}: {
  size: number;
  distinct_texts: number;
  sources: number;
}) => (
  <span class="counts">
    {counted(size, 'article', 'articles')}, {counted(distinct_texts, 'distinct text', 'distinct texts')},{' '}
    {counted(sources, 'source', 'sources')}
  </span>
);
