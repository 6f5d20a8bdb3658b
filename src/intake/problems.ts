import type { FieldError, Problem } from '../contract/problem.ts';

/** Thrown where a request cannot go on; the API answers with its problem. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly headers: Record<string, string>;

  constructor(problem: Problem, headers: Record<string, string> = {}) {
    super(problem.detail);
    this.problem = problem;
    this.headers = headers;
  }
}

/**
 * Makes a problem. `name` becomes its type, a URN that stays the same for ever.
 * @example problem(404, 'not-found', 'Not found', 'There is no article with this id.')
 */
export const problem = (
  status: number,
  name: string,
  title: string,
  detail: string,
  errors: FieldError[] = [],
): Problem => ({ type: `urn:samewire:problem:${name}`, title, status, detail, errors });

/** 400: the body is not what it should be, as a whole. */
export const badBody = (detail: string, errors: FieldError[] = []): Problem =>
  problem(400, 'bad-body', 'The body cannot be read', detail, errors);

/** 400: the path or the query. */
export const badQuery = (field: string, detail: string): Problem =>
  problem(400, 'bad-query', 'The query cannot be understood', `${field} ${detail}`, [{ field, detail }]);

/** 413: more than one request, or one field, may carry. */
export const tooLarge = (field: string, detail: string): Problem =>
  problem(413, 'too-large', 'Too large', `${field} ${detail}`, [{ field, detail }]);

/** 422: JSON, but no article. */
export const badArticle = (errors: FieldError[]): Problem =>
  problem(422, 'bad-article', 'The article cannot be taken', listed(errors), errors);

/** 422: settings that are none, or do not go together. */
export const badSettings = (errors: FieldError[]): Problem =>
  problem(422, 'bad-settings', 'The settings cannot be taken', listed(errors), errors);

/** 422: a subscription, or what is asked of one. */
export const badSubscription = (errors: FieldError[]): Problem =>
  problem(422, 'bad-subscription', 'The subscription cannot be taken', listed(errors), errors);

/** Faults in one sentence. */
export const listed = (errors: FieldError[]): string =>
  errors.map(({ field, detail }) => `${field} ${detail}`).join('; ');
