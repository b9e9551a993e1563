import type { Dependency } from '@typhoon/core';
import type { FastifyRequest } from 'fastify';
import type { Duration } from '@typhoon/core/internal';

/** What of a request makes an answer another one, beside what its route declares to read. */
export type CacheKey = ((request: FastifyRequest) => string) | Dependency<string | number>;

/** How answers are kept. */
export interface CachingOptions {
  /** How long an answer is fresh: `'10s'`, or milliseconds. */
  readonly ttl: Duration;
  /**
   * Whose answer it is: a dependency, or a function of the request. It is added to what the key is made of anyhow: the route
   * and what it declares to read of path, query and headers. A route that signs its caller in, or reads cookies, needs one.
   */
  readonly key?: CacheKey;
  /** Headers of the request, beside those that the route declares, by which answers differ: `['accept-language']`. */
  readonly vary?: readonly string[];
  /** What the answers are known by: `cache.invalidateTag` forgets all of a tag. A function is given what the route reads, by name. */
  readonly tags?: readonly string[] | ((inputs: Readonly<Record<string, unknown>>) => readonly string[]);
  /** How long after its time an answer is still sent to others, while one request makes a new one. Default: 0. */
  readonly staleWhileRevalidate?: Duration;
}
