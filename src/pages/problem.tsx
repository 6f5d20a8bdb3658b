import type { Problem } from '../contract/problem.ts';
import { Page, type Visit } from './layout.tsx';

/** What went wrong, to a person. */
export const ProblemPage = ({ problem, visit }: { problem: Problem; visit: Visit | null }) => (
  <Page title={problem.title} visit={visit}>
    <h1>{problem.title}</h1>
    <p>{problem.detail}</p>
    {visit === null ? null : (
      <p>
        <a href="/">To the stories</a>
      </p>
    )}
  </Page>
);
