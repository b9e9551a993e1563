import type { Dependency } from '@typhoon/core';
import type { FastifyRequest } from 'fastify';
import type { Rate, RateText } from './rate.js';

/** Who is counted apart: see `RateLimitOptions.by`. */
export type RateLimitBy =
  'address' | 'everybody' | Dependency<string | number | null | undefined> | ((request: FastifyRequest) => string | number | null | undefined);

/** How requests are counted. */
export interface RateLimitOptions {
  /**
   * Who is counted apart. 'address': each address, of IPv6 its first 64 bits; behind a proxy Fastify's `trustProxy` says whose.
   * 'everybody': all together. A dependency, such as an API key or the id of a user: who has no value is counted by address.
   * A function of the request: the same. Default: 'address'.
   */
  readonly by?: RateLimitBy;
  /** How much a request counts for: a whole number, or a function of the request; 0 for nothing. Default: 1. */
  readonly cost?: number | ((request: FastifyRequest) => number);
  /** Requests that are not counted: `(request) => request.headers['x-probe'] === secret`. Default: none. */
  readonly skip?: (request: FastifyRequest) => boolean;
  /** What happens while the store cannot be reached: 'open' lets pass, 'closed' answers 503. Default: 'open'. */
  readonly failure?: 'open' | 'closed';
  /** 'standard': `RateLimit` and `RateLimit-Policy`; 'legacy': `X-RateLimit-Limit`, `-Remaining` and `-Reset` beside them; false: none. Default: 'standard'. */
  readonly headers?: 'standard' | 'legacy' | false;
  /** What counts together: limits of one name share their counts wherever they stand. Default: the place of the declaration. */
  readonly name?: string;
  /**
   * What is counted. 'messages': those that the peers of sockets send, on a method with `@WebSocket`, or of all sockets of a
   * level together. 'requests': everything else, the opening of a socket as well.
   * Default: 'messages' on a method with `@WebSocket`, 'requests' everywhere else.
   */
  readonly counts?: 'requests' | 'messages';
  /**
   * What a message over the limit does. 'close' closes with 4429 and `rate_limited`; 'drop' forgets it without a word; a
   * function makes the message that is sent instead of reading it. Default: 'close'.
   */
  readonly exceeded?: 'close' | 'drop' | ((exceeded: ExceededLimit) => unknown);
}

/** What `exceeded` is told of the limit that has no room. */
export interface ExceededLimit {
  /** As it was written: '10/s'. */
  readonly limit: string;
  /** Whole seconds after which there is room again, 1 at least. */
  readonly retryAfter: number;
}

/** `('10/s', '1000/h', { by })` */
export type RateLimitArguments = readonly [RateText, ...RateText[]] | readonly [...RateText[], RateText, RateLimitOptions];

/** One declaration: several rates of one owner. */
export interface RateLimitDeclaration extends RateLimitOptions {
  /** As they were written: what is none is found when the application is made. */
  readonly texts: readonly string[];
  /** Those that are rates. */
  readonly rates: readonly Rate[];
  /** Where it stands; undefined until it does. */
  readonly place: string | undefined;
}
