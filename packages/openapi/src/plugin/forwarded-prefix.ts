import type { FastifyRequest } from 'fastify';

/**
 * What a proxy took off the path before it passed the request on: `X-Forwarded-Prefix: /shop` → '/shop'.
 *
 * Undefined where there is none, and where the request did not come through a proxy that Fastify trusts (`trustProxy`): anybody can send
 * the header. `request.ips` lists more than the peer only where the peer is trusted.
 */
export function forwardedPrefixOf({ headers, ips }: Pick<FastifyRequest, 'headers' | 'ips'>): string | undefined {
  const given = headers['x-forwarded-prefix'];
  if (typeof given !== 'string' || given.length > 200 || (ips?.length ?? 0) < 2) return undefined;
  const prefix = given.trim().replace(/\/+$/, '');
  return PATH.test(prefix) ? prefix : undefined;
}

/** Segments of a path, unreserved and escaped characters only. @see RFC 3986 §3.3 */
const PATH = /^(?:\/[\w.~%@:!$&'()*+,;=-]+)+$/;
