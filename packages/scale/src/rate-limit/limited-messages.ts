import type { FeatureRoute, MessageGate, MessageVerdict } from '@typhoon/core';
import type { FastifyRequest } from 'fastify';
import { ask, findWorst, refuse } from './compiled-limit.js';
import type { Asked, CompiledLimit, CompiledRate } from './compiled-limit.js';
import { toSeconds } from './rate-limit-headers.js';
import type { RateResult, RateState } from './rate-limit-store.js';
import { RateLimitUnavailable } from './rate-limited.js';
import { rateLimiter } from './rate-limiter.js';
import type { RateLimiter } from './rate-limiter.js';

/** Counts the messages of one socket. Who sends them was found out when it was opened. Undefined where nothing is counted. */
export function createMessageGate(limits: readonly CompiledLimit[], request: FastifyRequest, route: FeatureRoute): MessageGate | undefined {
  const asked = ask(limits, request);
  if (asked.windows.length === 0) return undefined;
  const limiter = route.readSingleton(rateLimiter) as RateLimiter;
  return (log) => {
    const result = limiter.take(asked.windows, log);
    return result instanceof Promise ? result.then((settled) => judge(asked, settled)) : judge(asked, result);
  };
}

function judge({ rates, isClosed }: Asked, result: RateResult | undefined): MessageVerdict {
  if (result === undefined) return isClosed ? new RateLimitUnavailable({ log: false }) : undefined;
  return result.allowed ? undefined : exceed(rates, result.states);
}

/** Of several that have no room one that closes counts, or else the one that takes longest. */
function exceed(rates: readonly CompiledRate[], states: readonly RateState[]): NonNullable<MessageVerdict> {
  if (states.some(({ wait }, index) => wait > 0 && (rates[index] as CompiledRate).exceeded === 'close')) return refuse(rates, states);
  const worst = findWorst(states);
  const { exceeded, rate } = rates[worst] as CompiledRate;
  if (typeof exceeded !== 'function') return {};
  return { answer: exceeded({ limit: rate.text, retryAfter: toSeconds((states[worst] as RateState).wait) }) };
}
