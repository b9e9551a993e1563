import type { ApiError, UndeclaredError } from './api-error.js';

/** A declared success, as `raw` returns it. */
export interface Success<TStatus extends number = number, TBody = unknown> {
  readonly status: TStatus;
  readonly headers: Headers;
  readonly body: TBody;
}

/** What `safe` returns: it throws nothing. */
export type Result<TSuccess extends Success, TFailure extends ApiError> = SafeSuccess<TSuccess> | SafeFailure<TFailure>;

/** The success half of a `Result`. */
export type SafeSuccess<TSuccess extends Success> =
  TSuccess extends Success<infer TStatus, infer TBody>
    ? { readonly ok: true; readonly status: TStatus; readonly headers: Headers; readonly data: TBody }
    : never;

/** The other half: `error.kind` is `'declared'` for those of the document. */
export interface SafeFailure<TFailure extends ApiError> {
  readonly ok: false;
  readonly error: TFailure | UndeclaredError;
}
