import type { Result, Success } from './answer.js';
import type { ApiError } from './api-error.js';
import type { CallOptions, StreamOptions } from './call-options.js';

/** The arguments of a call: the input may be left out where it may be empty. */
export type CallArguments<TInput, TOptions> = [TInput] extends [void]
  ? [input?: undefined, options?: TOptions]
  : {} extends TInput
    ? [input?: TInput, options?: TOptions]
    : [input: TInput, options?: TOptions];

/**
 * An operation of a generated client.
 *
 * @throws ApiError for an answer that is no success; TransportError where none came, or none that could be read.
 * @example const item = await api.items.read({ id: 3 }, { timeout: 5_000 });
 */
export interface Operation<TInput, TSuccess extends Success, TFailure extends ApiError> {
  /** Resolves with the body of a success. */
  (...args: CallArguments<TInput, CallOptions>): Promise<TSuccess['body']>;
  /** Resolves with status, headers and body of a success. */
  readonly raw: (...args: CallArguments<TInput, CallOptions>) => Promise<TSuccess>;
  /** Never rejects: what `raw` throws is the `error` of the result. */
  readonly safe: (...args: CallArguments<TInput, CallOptions>) => Promise<Result<TSuccess, TFailure>>;
  /** Resolves with a success whose body is unread: for downloads that no memory shall hold. */
  readonly fetch: (...args: CallArguments<TInput, CallOptions>) => Promise<Response>;
}

/**
 * An operation that answers item by item. It is asked when the first item is; who leaves the loop ends the request.
 *
 * @throws ApiError, TransportError from the loop.
 * @example for await (const { data } of api.ticks.watch()) console.log(data.price);
 */
export interface StreamOperation<TInput, TItem, TFailure extends ApiError> {
  (...args: CallArguments<TInput, StreamOptions>): ItemStream<TItem>;
  /** Resolves when the stream has begun. */
  readonly raw: (...args: CallArguments<TInput, StreamOptions>) => Promise<Success<200, ItemStream<TItem>>>;
  /** The same, and never rejects; what goes wrong later is thrown from the loop. */
  readonly safe: (...args: CallArguments<TInput, StreamOptions>) => Promise<Result<Success<200, ItemStream<TItem>>, TFailure>>;
}

/** Items as they come. It is read once; `return()` or leaving the loop ends the request. */
export type ItemStream<TItem> = AsyncGenerator<TItem, void, void>;

/**
 * An event of an event stream: a union of these is told apart by `event`.
 *
 * @example export type RoomEvent = ServerEvent<'joined', Member> | ServerEvent<'said', string>;
 */
export interface ServerEvent<TName extends string | undefined, TData> {
  /** Undefined for those without a name, which browsers call `message`. */
  readonly event: TName;
  readonly data: TData;
  /** The last id that the stream has told, '' before the first. */
  readonly id: string;
}
