import { toMilliseconds } from '@typhoon/core/internal';
import type { FormatTable } from '@typhoon/core';
import type { CircuitLimits } from './circuit-breaker.js';
import type { HttpClientOptions } from './client-options.js';
import type { RetryPolicy } from './retry.js';
import type { TransportOptions } from './transport.js';

/** Options with defaults filled in and times in milliseconds. */
export interface ClientSettings {
  readonly name: string;
  /** Without credentials: those have become a header. */
  readonly base: URL | undefined;
  readonly headers: () => Readonly<Record<string, string>> | PromiseLike<Readonly<Record<string, string>>>;
  readonly timeout: number;
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
  readonly maxResponseSize: number;
  readonly redirects: number;
  readonly retry: RetryPolicy;
  readonly circuit: CircuitLimits | undefined;
  readonly concurrency: number;
  readonly maxQueue: number;
  readonly allowedHosts: readonly string[] | undefined;
  readonly propagate: boolean | undefined;
  readonly formats: FormatTable | undefined;
  readonly transport: TransportOptions;
}

export function toClientSettings(name: string, options: HttpClientOptions): ClientSettings {
  const { concurrency = 100, allowedHosts, headers = {}, circuitBreaker = {}, headersTimeout } = options;
  const { base, authorization } = readBase(options.baseUrl);
  return {
    name,
    base,
    headers: typeof headers === 'function' ? headers : () => ({ ...authorization, ...headers }),
    timeout: toMilliseconds(options.timeout ?? '10s'),
    headersTimeout: headersTimeout === undefined ? Infinity : toMilliseconds(headersTimeout),
    bodyTimeout: toMilliseconds(options.bodyTimeout ?? '30s'),
    maxResponseSize: options.maxResponseSize ?? 10 * 1024 * 1024,
    redirects: options.redirects ?? 5,
    retry: toRetryPolicy(options.retries),
    circuit: circuitBreaker === false ? undefined : toCircuitLimits(circuitBreaker),
    concurrency,
    maxQueue: options.maxQueue ?? 1_000,
    allowedHosts: allowedHosts === undefined ? undefined : [...allowedHosts, ...(base === undefined ? [] : [base.hostname])],
    propagate: options.propagate,
    formats: options.formats,
    transport: {
      connectTimeout: options.connectTimeout ?? '3s',
      connections: concurrency,
      privateAddresses: options.privateAddresses ?? base?.origin ?? false,
      tls: options.tls,
    },
  };
}

/** Of a call: how often, or nothing for what the client says. A number that a call names is meant for its method, whatever that is. */
export function withRetries(policy: RetryPolicy, method: string, limit: number | undefined): RetryPolicy {
  return limit === undefined ? policy : { ...policy, limit, methods: new Set([...policy.methods, method]) };
}

/** Takes user and password out of an address, so that no message can have them. */
export function splitCredentials(given: URL): { readonly url: URL; readonly authorization: Readonly<Record<string, string>> } {
  if (given.username === '' && given.password === '') return { url: given, authorization: {} };
  const url = new URL(given);
  url.username = '';
  url.password = '';
  const pair = `${decodeURIComponent(given.username)}:${decodeURIComponent(given.password)}`;
  return { url, authorization: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } };
}

function readBase(baseUrl: string | undefined): { readonly base: URL | undefined; readonly authorization: Readonly<Record<string, string>> } {
  if (baseUrl === undefined) return { base: undefined, authorization: {} };
  const { url, authorization } = splitCredentials(new URL(baseUrl));
  return { base: url, authorization };
}

function toRetryPolicy(given: HttpClientOptions['retries']): RetryPolicy {
  const options = typeof given === 'number' ? { limit: given } : (given ?? {});
  return {
    limit: options.limit ?? 2,
    delay: toMilliseconds(options.delay ?? '100ms'),
    maxDelay: toMilliseconds(options.maxDelay ?? '2s'),
    methods: new Set(options.methods ?? ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']),
    statuses: new Set(options.statuses ?? [408, 429, 500, 502, 503, 504]),
  };
}

function toCircuitLimits({
  window = '10s',
  minimum = 10,
  ratio = 0.5,
  pause = '10s',
}: Exclude<HttpClientOptions['circuitBreaker'], false | undefined>): CircuitLimits {
  return { window: toMilliseconds(window), minimum, ratio, pause: toMilliseconds(pause) };
}
