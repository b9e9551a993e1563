import { hasKind } from './error-name.js';
import type { SentRequest } from './sent-request.js';
import type { TransportError } from './transport-error.js';

/** What an `ApiError` is made of. */
export interface ApiErrorDetails<
  TStatus extends number = number,
  TCode extends string | undefined = string | undefined,
  TBody = unknown,
  TKind extends ApiErrorKind = ApiErrorKind,
> {
  readonly kind: TKind;
  /** Of the answer: 404. */
  readonly status: TStatus;
  /** Which error it is, in the words of the server: 'item_not_found'. Undefined where the body tells none. */
  readonly code: TCode;
  /** The body by its media type: JSON, a text, a `Blob`; undefined where there was none. */
  readonly body: TBody;
  readonly headers: Headers;
  readonly request: SentRequest;
}

/** `declared`: the document names this status, and this code where it names codes. */
export type ApiErrorKind = 'declared' | 'undeclared';

/**
 * An answer that is no success.
 *
 * `code` is what programs rely on: of the body the first text of `code`, `error.code` and `error`.
 *
 * @example if (ApiError.is(error) && error.status === 401) signIn();
 */
export class ApiError<
  TStatus extends number = number,
  TCode extends string | undefined = string | undefined,
  TBody = unknown,
  TKind extends ApiErrorKind = ApiErrorKind,
>
  extends Error
  implements ApiErrorDetails<TStatus, TCode, TBody, TKind>
{
  declare readonly kind: TKind;
  /** Of the answer: 404. */
  declare readonly status: TStatus;
  /** Which error it is, in the words of the server: 'item_not_found'. Undefined where the body tells none. */
  declare readonly code: TCode;
  /** The body by its media type: JSON, a text, a `Blob`; undefined where there was none. */
  declare readonly body: TBody;
  declare readonly headers: Headers;
  declare readonly request: SentRequest;

  constructor(details: ApiErrorDetails<TStatus, TCode, TBody, TKind>) {
    super(`${details.request.operation}: ${details.status} ${details.code ?? ''}`.trimEnd());
    Object.assign(this, details, { name: 'ApiError' });
  }

  /** True for an answer that is no success, declared or not, of any copy of this package. */
  static is(error: unknown): error is ApiError {
    return hasKind(error) && error.name === 'ApiError';
  }
}

/**
 * An error that the document declares, as it is thrown and as `safe` returns it.
 *
 * @example export type ReadError = Failure<404, 'item_not_found', ItemNotFoundProblem> | Failure<422, 'validation_failed', ValidationProblem>;
 */
export type Failure<TStatus extends number = number, TCode extends string | undefined = string | undefined, TBody = unknown> = ApiError<
  TStatus,
  TCode,
  TBody,
  'declared'
>;

/** What goes wrong beside the declared errors: an answer that nobody declared, or none that can be read. `kind` tells them apart. */
export type UndeclaredError = ApiError<number, string | undefined, unknown, 'undeclared'> | TransportError;
