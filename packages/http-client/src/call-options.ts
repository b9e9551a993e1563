import type { Duration, InferInput, SchemaLike } from '@typhoon/core';
import type { HttpAnswer } from './http-answer.js';
import type { HttpBodyOptions } from './request-body.js';
import type { ParamValue, PathNames, HttpQueryValue } from './request-url.js';

/** What every call can say. */
export interface HttpCallOptions<TResponse extends SchemaLike | undefined = SchemaLike | undefined> {
  /** Added to the address: a list repeats the name, undefined leaves it out. */
  readonly query?: Readonly<Record<string, HttpQueryValue>>;
  /** They win over those of the client. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the answer is: a model or a schema. The call then returns the value instead of the answer. */
  readonly response?: TResponse;
  /** How long it may take in all, instead of what the client says. */
  readonly timeout?: Duration;
  /** How often it is repeated, whatever its method: say so for a POST only where repeating does no harm. */
  readonly retries?: number;
  /** Ends it, beside the end of the request that it is made for. */
  readonly signal?: AbortSignal;
  /** Bytes of the answer at most. */
  readonly maxResponseSize?: number;
  /** True to return an answer of any status, instead of throwing `UpstreamStatusError`. Default: false. */
  readonly anyStatus?: boolean;
}

/** What calls with a body can say. */
export interface HttpSendOptions<TResponse extends SchemaLike | undefined = SchemaLike | undefined> extends HttpCallOptions<TResponse>, HttpBodyOptions {}

/** What `request` and `stream` can say. */
export interface HttpRequestOptions<TResponse extends SchemaLike | undefined = SchemaLike | undefined> extends HttpSendOptions<TResponse> {
  /** Default: `GET`. */
  readonly method?: string;
}

/** The values of a path, demanded where it has names: `{ city: 'Oslo' }` for `/cities/:city`. */
export type PathParams<TPath extends string> = [PathNames<TPath>] extends [never]
  ? { readonly params?: Readonly<Record<string, ParamValue>> }
  : { readonly params: { readonly [TName in PathNames<TPath>]: ParamValue } };

/** The options of a call, which can be left out where nothing is demanded. */
export type HttpCallArguments<TPath extends string, TOptions> = [PathNames<TPath>] extends [never]
  ? [options?: TOptions & PathParams<TPath>]
  : [options: TOptions & PathParams<TPath>];

/** What a call returns: the value of its schema, or the answer. */
export type HttpAnswered<TResponse extends SchemaLike | undefined> = TResponse extends SchemaLike ? InferInput<TResponse> : HttpAnswer;
