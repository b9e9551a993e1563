import type { Duration, FormatTable } from '@typhoon/core';
import type { ClientTls } from './transport.js';

/** When a call is repeated. */
export interface HttpRetryOptions {
  /** How often at most, beside the first time. Default: 2. */
  readonly limit?: number;
  /** The longest pause before the first repetition, twice as long before each further one; each is a random part of it. Default: '100ms'. */
  readonly delay?: Duration;
  /** The longest pause before any repetition, unless `Retry-After` asks for more. Default: '2s'. */
  readonly maxDelay?: Duration;
  /** Methods that may be repeated. Default: GET, HEAD, OPTIONS, PUT, DELETE, as repeating them changes nothing more. */
  readonly methods?: readonly string[];
  /** Statuses after which the call is repeated. Default: 408, 429, 500, 502, 503, 504. */
  readonly statuses?: readonly number[];
}

/** When a host that fails is left alone. What fails is what cannot be reached, breaks off, takes too long, or answers with 500 or more. */
export interface CircuitBreakerOptions {
  /** Over which time calls are counted. Default: '10s'. */
  readonly window?: Duration;
  /** How many calls there must be in it. Default: 10. */
  readonly minimum?: number;
  /** The share of them that must have failed, above 0 up to 1. Default: 0.5. */
  readonly ratio?: number;
  /** For how long it is left alone; a single call sees then whether it is well again. Default: '10s'. */
  readonly pause?: Duration;
}

/** Options of the client of a service. */
export interface HttpClientOptions {
  /** What all paths are below: `https://api.example.com/v2`. Default: none, and calls name whole addresses. */
  readonly baseUrl?: string;
  /** Sent with each call, a function is asked each time: for tokens. They do not follow a redirect to another origin. Default: none. */
  readonly headers?: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>> | PromiseLike<Readonly<Record<string, string>>>);
  /** How long a call may take in all: waiting, repetitions and the body included; of a stream, until it begins. Default: '10s'. */
  readonly timeout?: Duration;
  /** How long a connection may take to be there. Default: '3s'. */
  readonly connectTimeout?: Duration;
  /** How long one attempt may take until its answer begins. Default: as long as the call. */
  readonly headersTimeout?: Duration;
  /** How long a body may pause. Default: '30s'. */
  readonly bodyTimeout?: Duration;
  /** Bytes of an answer at most, unpacked; streams have no limit unless their call says one. Default: 10 MiB. */
  readonly maxResponseSize?: number;
  /** How many redirects are followed; 0 for none. Default: 5. */
  readonly redirects?: number;
  /** How often a call is repeated, or when exactly. Default: 2 times, where repeating changes nothing. */
  readonly retries?: number | HttpRetryOptions;
  /** When a host that fails is left alone; false for never. Default: half of at least 10 calls in 10 s, for 10 s. */
  readonly circuitBreaker?: CircuitBreakerOptions | false;
  /** How many calls one host gets at once. Default: 100. */
  readonly concurrency?: number;
  /** How many more may wait for their turn, per host. Default: 1,000. */
  readonly maxQueue?: number;
  /** The only hosts that are called, redirects included: `['api.example.com', '*.example.org']`. The base's own is among them. Default: all. */
  readonly allowedHosts?: readonly string[];
  /**
   * Whether addresses of this machine and of private networks are called. Default: only the origin of `baseUrl`. With neither,
   * only what is public: an address that a client has sent cannot lead to what is within.
   */
  readonly privateAddresses?: boolean;
  /** Whether the id of the request and its trace are told: `x-request-id`, `traceparent`, `tracestate`. Default: to the origin of `baseUrl`, and nobody else. */
  readonly propagate?: boolean;
  /** Certificates. Default: those that Node trusts, and none of our own. */
  readonly tls?: ClientTls;
  /** String formats for the schemas of answers, beside those of the application. Default: none. */
  readonly formats?: FormatTable;
}
