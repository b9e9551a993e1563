import type { Duration, SchemaLike } from '@typhoon/core';
import { toMilliseconds } from '@typhoon/core/internal';
import type { HttpAnswered, HttpCallArguments, HttpCallOptions, HttpRequestOptions, HttpSendOptions } from './call-options.js';
import type { CallOrigin } from './call-origin.js';
import { splitCredentials, withRetries } from './client-settings.js';
import type { StreamedAnswer } from './http-answer.js';
import { toRequestBody } from './request-body.js';
import type { ParamValue } from './request-url.js';
import { toRequestUrl } from './request-url.js';
import { lowerCase } from './upstream.js';
import type { Call, Upstream } from './upstream.js';
import type { HostState } from './upstream-host.js';

/** What all calls of a client have in common, beside its options. */
export interface ClientScope {
  readonly origin: CallOrigin;
  readonly signals: readonly AbortSignal[];
  readonly headers: Readonly<Record<string, string>>;
  readonly timeout?: Duration | undefined;
}

/** What `with` adds to all calls. */
export interface WithOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly timeout?: Duration;
}

type AnyOptions = HttpRequestOptions & { readonly params?: Readonly<Record<string, ParamValue>> };
type Maybe = SchemaLike | undefined;

/**
 * Calls another service. In a request its calls end when the client goes away, or the request's time is over.
 *
 * All calls reject with UpstreamFailed (502), UpstreamTimeout (504) or UpstreamUnavailable (503), and UpstreamStatusError
 * for a status that is no success; with the reason of a signal that aborts; with a TypeError for what is no call.
 */
export class HttpClient {
  readonly #upstream: Upstream;
  readonly #scope: ClientScope;

  /** Made by `httpClient`. */
  constructor(upstream: Upstream, scope: ClientScope) {
    this.#upstream = upstream;
    this.#scope = scope;
  }

  /** @example const forecast = await weather.get('/cities/:city/forecast', { params: { city }, query: { days: 3 }, response: Forecast }); */
  async get<const TPath extends string, TResponse extends Maybe = undefined>(
    path: TPath,
    ...[options]: HttpCallArguments<TPath, HttpCallOptions<TResponse>>
  ): Promise<HttpAnswered<TResponse>> {
    return this.#send('GET', path, options);
  }

  /** For an answer without a body: status and headers. */
  async head<const TPath extends string>(path: TPath, ...[options]: HttpCallArguments<TPath, HttpCallOptions<undefined>>): Promise<HttpAnswered<undefined>> {
    return this.#send<undefined>('HEAD', path, options);
  }

  /** Not repeated, unless the service has seen nothing of it, or the call names `retries`. */
  async post<const TPath extends string, TResponse extends Maybe = undefined>(
    path: TPath,
    ...[options]: HttpCallArguments<TPath, HttpSendOptions<TResponse>>
  ): Promise<HttpAnswered<TResponse>> {
    return this.#send('POST', path, options);
  }

  /** The same with PUT. */
  async put<const TPath extends string, TResponse extends Maybe = undefined>(
    path: TPath,
    ...[options]: HttpCallArguments<TPath, HttpSendOptions<TResponse>>
  ): Promise<HttpAnswered<TResponse>> {
    return this.#send('PUT', path, options);
  }

  /** The same with PATCH; not repeated, as POST is not. */
  async patch<const TPath extends string, TResponse extends Maybe = undefined>(
    path: TPath,
    ...[options]: HttpCallArguments<TPath, HttpSendOptions<TResponse>>
  ): Promise<HttpAnswered<TResponse>> {
    return this.#send('PATCH', path, options);
  }

  /** The same with DELETE. */
  async delete<const TPath extends string, TResponse extends Maybe = undefined>(
    path: TPath,
    ...[options]: HttpCallArguments<TPath, HttpSendOptions<TResponse>>
  ): Promise<HttpAnswered<TResponse>> {
    return this.#send('DELETE', path, options);
  }

  /** The same with the method among the options. */
  async request<const TPath extends string, TResponse extends Maybe = undefined>(
    path: TPath,
    ...[options]: HttpCallArguments<TPath, HttpRequestOptions<TResponse>>
  ): Promise<HttpAnswered<TResponse>> {
    return this.#send((options as AnyOptions | undefined)?.method ?? 'GET', path, options);
  }

  /**
   * For answers that are large, or without an end: returns when they begin. Read the body or cancel it; what a request leaves unread ends with it.
   *
   * @example const { body } = await archive.stream('/files/:id', { params: { id } });
   */
  async stream<const TPath extends string>(path: TPath, ...[options]: HttpCallArguments<TPath, HttpRequestOptions<undefined>>): Promise<StreamedAnswer> {
    const { method = 'GET', maxResponseSize = Infinity, ...others } = (options ?? {}) as AnyOptions;
    return this.#upstream.stream({ ...this.#toCall(method, path, others), maxResponseSize });
  }

  /** The same client, with more for all of its calls. */
  with({ headers = {}, signal, timeout = this.#scope.timeout }: WithOptions): HttpClient {
    const scope = this.#scope;
    const signals = signal === undefined ? scope.signals : [...scope.signals, signal];
    return new HttpClient(this.#upstream, { ...scope, signals, headers: { ...scope.headers, ...lowerCase(headers) }, timeout });
  }

  /** Its hosts, and how they are doing. */
  get hosts(): readonly HostState[] {
    return this.#upstream.hosts.states;
  }

  async #send<TResponse extends Maybe>(method: string, path: string, given: unknown): Promise<HttpAnswered<TResponse>> {
    const options = (given ?? {}) as AnyOptions;
    const answer = await this.#upstream.send(this.#toCall(method, path, options));
    return (options.response === undefined ? answer : answer.json(options.response)) as HttpAnswered<TResponse>;
  }

  #toCall(method: string, path: string, options: AnyOptions): Call {
    const { settings } = this.#upstream;
    const { origin, signals, headers, timeout } = this.#scope;
    const { params, query, signal, response, maxResponseSize = settings.maxResponseSize, anyStatus = false } = options;
    const { url, authorization } = splitCredentials(toRequestUrl(settings.base, { path, params, query }));
    const accept = response === undefined ? {} : { accept: 'application/json' };
    const time = options.timeout ?? timeout;
    return {
      method: method.toUpperCase(),
      path,
      url,
      headers: { ...accept, ...authorization, ...headers, ...lowerCase(options.headers ?? {}) },
      body: toRequestBody(options),
      origin,
      signals: signal === undefined ? signals : [...signals, signal],
      timeout: time === undefined ? settings.timeout : toMilliseconds(time),
      retry: withRetries(settings.retry, method.toUpperCase(), options.retries),
      maxResponseSize,
      anyStatus,
      isStreamed: false,
    };
  }
}
