import { type FieldError, PROBLEMS, type Problem, type ProblemName, typeOf } from '../contract/problem.ts';

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
 * Makes a problem that src/contract/problem.ts knows.
 * @example problem('not-found', 'There is no article with this id.')
 */
export const problem = (name: ProblemName, detail: string, errors: FieldError[] = []): Problem => ({
  type: typeOf(name),
  title: PROBLEMS[name].title,
  status: PROBLEMS[name].status,
  detail,
  errors,
});

/** 400: the body is not what it should be, as a whole. */
export const badBody = (detail: string, errors: FieldError[] = []): Problem => problem('bad-body', detail, errors);

/** 400: the path or the query. */
export const badQuery = (field: string, detail: string): Problem =>
  problem('bad-query', `${field} ${detail}`, [{ field, detail }]);

/** 413: more than one request, or one field, may carry. */
export const tooLarge = (field: string, detail: string): Problem =>
  problem('too-large', `${field} ${detail}`, [{ field, detail }]);

/** 422: JSON, but no article. */
export const badArticle = (errors: FieldError[]): Problem => problem('bad-article', listed(errors), errors);

/** 422: a correction that is none, or that would change nothing. */
export const badCorrection = (errors: FieldError[]): Problem => problem('bad-correction', listed(errors), errors);

/** 422: settings that are none, or do not go together. */
export const badSettings = (errors: FieldError[]): Problem => problem('bad-settings', listed(errors), errors);

/** 422: a subscription, or what is asked of one. */
export const badSubscription = (errors: FieldError[]): Problem => problem('bad-subscription', listed(errors), errors);

/** Faults in one sentence. */
export const listed = (errors: FieldError[]): string =>
  errors.map(({ field, detail }) => `${field} ${detail}`).join('; ');
