import type { RouteFeature } from '@typhoon/core';
import { writeFeature } from '@typhoon/core/internal';
import type { FeatureDecorator } from '../cache/caching.js';
import { describeRateLimit } from './describe-rate-limit.js';
import { createLimitedRoute, createLimitedSocket } from './limited-route.js';
import { readRate } from './rate.js';
import type { RateLimitArguments, RateLimitDeclaration, RateLimitOptions } from './rate-limit-options.js';
import { isKnownAtOnce } from './rate-limit-owner.js';
import { rateLimiter } from './rate-limiter.js';

const NAME = '@RateLimit';

/** A feature that knows what it was made of, so that an inner one can be added to it. */
interface RateLimitFeature extends RouteFeature {
  readonly declarations?: readonly RateLimitDeclaration[];
}

/**
 * Limits how often the routes below a level are asked: `features` of an application, a group or a controller. All routes
 * below it are counted together. Limits of further levels are added; `false` takes back those of outer levels.
 *
 * @example createApp({ title: 'Shop', version: '1.0.0', controllers: [ItemsController], features: [rateLimiting('1000/h')] })
 */
export function rateLimiting(...limits: RateLimitArguments | readonly [false]): RouteFeature {
  if (limits[0] === false) return { name: NAME };
  return toFeature([toDeclaration(limits)]);
}

/**
 * Limits how often a route is asked, or all routes of a controller together: so many requests in any span of that time, for
 * each who asks. One more is answered with 429, `rate_limited`, and `Retry-After`; each answer says in `RateLimit` and
 * `RateLimit-Policy` what is left, and the documents say that it does.
 *
 * Several limits are asked together: a request that one of them refuses is counted in none. Those of outer levels are asked,
 * too; `@RateLimit(false)` takes them back. Exact among all processes on one Redis.
 *
 * On a method with `@WebSocket` messages are counted instead, and one more closes the socket with 4429, is dropped or answered
 * (`exceeded`); the limits of outer levels count its opening, as a request.
 *
 * @example
 * @Post('/login', { response: AccessToken }) @RateLimit('5/m', '50/d') login(@Form(PasswordForm) form: PasswordForm) { return issueToken(form); }
 * @example @WebSocket('/rooms/:room', { receive: Said, send: Told }) @RateLimit('5/s', '60/m', { by: userId }) talk(socket: Socket<Said, Told>) {}
 */
export function RateLimit(...limits: RateLimitArguments | readonly [false]): FeatureDecorator {
  return (target, key) => {
    writeFeature(target, key, rateLimiting(...limits));
  };
}

function toDeclaration(limits: RateLimitArguments): RateLimitDeclaration {
  const texts = limits.filter((limit) => typeof limit !== 'object').map(String);
  const options = (limits.find((limit) => typeof limit === 'object') ?? {}) as RateLimitOptions;
  return { ...options, texts, rates: texts.flatMap((text) => readRate(text) ?? []), place: undefined };
}

function toFeature(declarations: readonly RateLimitDeclaration[]): RateLimitFeature {
  return {
    name: NAME,
    declarations,
    needs: [rateLimiter],
    guards: declarations.flatMap(({ by = 'address' }) => (isKnownAtOnce(by) ? [] : [by])),
    at: (place) => toFeature(declarations.map((declaration) => ({ ...declaration, place: declaration.place ?? place }))),
    join: ({ declarations: outer = [] }: RateLimitFeature) => toFeature([...outer, ...declarations]),
    describe: (route, problems) => describeRateLimit(declarations, route, problems),
    hooks: (route) => createLimitedRoute(declarations, route),
    socketHooks: (route) => createLimitedSocket(declarations, route),
  };
}
