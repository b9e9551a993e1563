import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import type { Dependency, FeatureRoute } from '@typhoon/core';
import { toAddressGroup, withoutPort } from '@typhoon/core/internal';
import type { FastifyRequest } from 'fastify';
import { assertTellsApart } from '../caller-value.js';
import type { RateLimitBy } from './rate-limit-options.js';

/** Who asks, as part of a key. */
export type ReadOwner = (request: FastifyRequest) => string;

/** True where who asks is known before anybody has signed in. */
export function isKnownAtOnce(by: RateLimitBy): by is Exclude<RateLimitBy, Dependency<unknown>> {
  return typeof by !== 'object';
}

/** Prepares what tells those apart who ask. */
export function compileOwner(by: RateLimitBy, route: Pick<FeatureRoute, 'readGuard'>): ReadOwner {
  if (by === 'everybody') return () => '*';
  if (by === 'address') return addressOf;
  const read = typeof by === 'function' ? by : (request: FastifyRequest) => route.readGuard(request, by);
  return (request) => {
    const value = read(request) as string | number | null | undefined;
    if (value === undefined || value === null) return addressOf(request);
    assertTellsApart(value, "@RateLimit: 'by'");
    return digest(String(value));
  };
}

/** A request by a Unix socket has none. Where every proxy is believed, clients write what they like, however long. */
function addressOf({ ip }: { readonly ip: string | undefined }): string {
  if (ip === undefined) return 'local';
  return isIP(withoutPort(ip)) === 0 ? digest(ip) : toAddressGroup(ip);
}

/** What tells callers apart may be a secret, as a token is, and as long as they like: neither belongs into a store. */
function digest(value: string): string {
  return createHash('sha256').update(value).digest('base64url').slice(0, 22);
}
