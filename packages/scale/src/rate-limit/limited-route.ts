import type { FeatureHook, FeatureHooks, FeatureRoute, SocketFeatureHooks } from '@typhoon/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ask, compileLimits, haveOneName, refuse } from './compiled-limit.js';
import type { Asked, CompiledLimit, CompiledRate } from './compiled-limit.js';
import { createMessageGate } from './limited-messages.js';
import { formatPolicy, formatStates, setLegacyHeaders, setStandardHeaders } from './rate-limit-headers.js';
import type { RateLimitDeclaration } from './rate-limit-options.js';
import type { RateResult } from './rate-limit-store.js';
import { RateLimitUnavailable } from './rate-limited.js';
import { rateLimiter } from './rate-limiter.js';
import type { RateLimiter } from './rate-limiter.js';

/** The hooks of one route: what is known of a request at once is counted before anything else, the rest after its caller is known. */
export function createLimitedRoute(declarations: readonly RateLimitDeclaration[], route: FeatureRoute): FeatureHooks {
  return createHooks(compileLimits(declarations, route), route);
}

/** Those of a route of sockets: an opening is a request, and messages are counted for themselves. */
export function createLimitedSocket(declarations: readonly RateLimitDeclaration[], route: FeatureRoute): SocketFeatureHooks {
  const limits = compileLimits(declarations, route);
  const ofMessages = limits.filter(({ counts }) => counts === 'messages');
  return {
    ...createHooks(limits, route),
    ...(ofMessages.length === 0 ? {} : { onOpen: (request) => createMessageGate(ofMessages, request, route) }),
  };
}

function createHooks(limits: readonly CompiledLimit[], route: FeatureRoute): Pick<FeatureHooks, 'onRequest' | 'afterSecurity'> {
  const ofRequests = limits.filter(({ counts }) => counts === 'requests');
  const atOnce = ofRequests.filter(({ isAtOnce }) => isAtOnce);
  const later = ofRequests.filter(({ isAtOnce }) => !isAtOnce);
  return {
    ...(atOnce.length === 0 ? {} : { onRequest: createHook(atOnce, route) }),
    ...(later.length === 0 ? {} : { afterSecurity: createHook(later, route) }),
  };
}

function createHook(limits: readonly CompiledLimit[], route: FeatureRoute): FeatureHook {
  const isFixed = limits.every(({ skip, cost }) => skip === undefined && typeof cost !== 'function') && !haveOneName(limits);
  let fixed: string | undefined;
  const policyOf = (rates: readonly CompiledRate[]): string => (isFixed ? (fixed ??= formatPolicy(rates)) : formatPolicy(rates));

  const settle = (asked: Asked, result: RateResult | undefined, reply: FastifyReply): Error | undefined => {
    if (result === undefined) return asked.isClosed ? new RateLimitUnavailable({ headers: { 'retry-after': '1' }, log: false }) : undefined;
    if (asked.hasHeaders) setStandardHeaders(reply, policyOf(asked.rates), formatStates(asked.rates, result.states));
    if (asked.isLegacy) setLegacyHeaders(reply, asked.rates, result.states);
    return result.allowed ? undefined : refuse(asked.rates, result.states);
  };

  return (request, reply, done) => {
    let asked: Asked;
    let result: RateResult | undefined | Promise<RateResult | undefined>;
    try {
      if (isPreflight(request)) {
        done();
        return;
      }
      asked = ask(limits, request);
      result = asked.windows.length === 0 ? NOTHING : (route.readSingleton(rateLimiter) as RateLimiter).take(asked.windows, request.log);
    } catch (error) {
      done(error as Error);
      return;
    }
    if (asked.windows.length === 0) done();
    else if (result instanceof Promise) result.then((settled) => done(settle(asked, settled, reply)), done);
    else done(settle(asked, result, reply));
  };
}

const NOTHING: RateResult = { allowed: true, states: [] };

/** A browser's question whether it may ask: it costs nothing, and cannot be answered with 429 in a way that a page sees. */
function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}
