import { HttpError, Type } from '@typhoon/core';
import type { ErrorClass, HeaderDocumentation } from '@typhoon/core';
import { RETRY_AFTER } from '@typhoon/core/internal';

/** What the standard headers say, for the documents. @see draft-ietf-httpapi-ratelimit-headers */
export const STANDARD_HEADERS: Readonly<Record<string, HeaderDocumentation>> = {
  RateLimit: { schema: Type.String(), description: 'What is left of each limit (`r`), and in how many seconds the first of what is used comes back (`t`).' },
  'RateLimit-Policy': { schema: Type.String(), description: 'The limits: how many (`q`) in how many seconds (`w`).' },
};

/** The ones that many clients still read: of the limit that has least left. */
export const LEGACY_HEADERS: Readonly<Record<string, HeaderDocumentation>> = {
  'X-RateLimit-Limit': { schema: Type.Integer(), description: 'How many requests the limit allows that has least left.' },
  'X-RateLimit-Remaining': { schema: Type.Integer(), description: 'How many are left of it.' },
  'X-RateLimit-Reset': { schema: Type.Integer(), description: 'Seconds until the first of what is used comes back.' },
};

/**
 * What a request over a limit is answered with: 429, `rate_limited`.
 *
 * @example createApp({ title: 'Shop', version: '1.0.0', controllers: [ItemsController], errorHandlers: [onError(RateLimited, (error) => reply(429, { wait: error.headers['retry-after'] }))] })
 */
export const RateLimited: ErrorClass<never> = HttpError.define({
  status: 429,
  code: 'rate_limited',
  title: 'Too many requests',
  headers: { ...RETRY_AFTER, ...STANDARD_HEADERS },
});

/** What is answered where limits cannot be counted and `failure` is 'closed': 503, `rate_limit_unavailable`. */
export const RateLimitUnavailable: ErrorClass<never> = HttpError.define({
  status: 503,
  code: 'rate_limit_unavailable',
  title: 'Requests cannot be counted',
  headers: RETRY_AFTER,
});
