import { ApiError } from './api-error.js';

/**
 * Makes the `isError` of a generated client: tells the declared errors apart by code, or by status where they have none.
 *
 * @example
 * const isError = defineIsError<{ item_not_found: Failure<404, 'item_not_found', ItemNotFoundProblem> }>();
 * if (isError(error, 'item_not_found')) console.log(error.body.detail);
 */
export const defineIsError =
  <TErrors extends object>() =>
  <TKey extends keyof TErrors>(error: unknown, key: TKey): error is TErrors[TKey] =>
    ApiError.is(error) && error.kind === 'declared' && (error.code === key || error.status === key);
