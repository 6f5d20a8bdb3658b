import { PROBLEMS, type ProblemName, typeOf } from '../../contract/problem.ts';
import { refer } from './components.ts';
import type { OpenApiResponse } from './document.ts';
import { ALWAYS, type KnownHeader, referHeaders } from './headers.ts';
import type { Operation } from './operation.ts';

const OF_TOKENS: ProblemName[] = [
  'unknown-token',
  'right-lacks',
  'foreign-page',
  'no-tokens',
  'bad-tokens',
  'overloaded',
];
const OF_SENDERS: ProblemName[] = ['bad-signature', 'no-senders', 'bad-senders', 'overloaded'];
const OF_BODIES: ProblemName[] = ['bad-body', 'too-large', 'bad-encoding'];

/** What can go wrong: with who asks, with what is sent, and with what the operation does. */
const problemsOf = ({ access, parameters = [], body, problems = [] }: Operation): ProblemName[] => {
  const ofAccess = access === 'anybody' ? [] : access === 'signed' ? OF_SENDERS : OF_TOKENS;
  const ofQuery: ProblemName[] = parameters.some((parameter) => parameter.in === 'query') ? ['bad-query'] : [];
  return [...new Set([...ofQuery, ...(body ? OF_BODIES : []), ...ofAccess, ...problems, 'fault' as const])];
};

/** One answer a status: it names each problem that comes with it. */
const answersOf = (operation: Operation): [status: number, names: ProblemName[]][] => [
  ...Map.groupBy(problemsOf(operation), (name) => PROBLEMS[name].status),
];

/** Operations share them, so they stand among the components, under the names of their problems. */
export const problemAnswers = (operation: Operation): Record<string, { $ref: string }> =>
  Object.fromEntries(
    answersOf(operation).map(([status, names]) => [status, { $ref: `#/components/responses/${names.join('.')}` }]),
  );

export const problemResponses = (operations: readonly Operation[]): Record<string, OpenApiResponse> =>
  Object.fromEntries(
    operations.flatMap(answersOf).map(([status, names]) => [names.join('.'), describeProblems(status, names)]),
  );

const describeProblems = (status: number, names: ProblemName[]): OpenApiResponse => ({
  description: names.map((name) => `\`${name}\`: ${PROBLEMS[name].title}.`).join(' '),
  headers: referHeaders([...headersOf(status), ...ALWAYS]),
  content: {
    'application/problem+json': {
      schema: { allOf: [refer('Problem'), { properties: { type: { enum: names.map(typeOf) } } }] },
    },
  },
});

const headersOf = (status: number): KnownHeader[] => {
  if (status === 401) return ['WWW-Authenticate'];
  return status === 503 ? ['Retry-After'] : [];
};
