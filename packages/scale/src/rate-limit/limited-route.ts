import type { FeatureHook, FeatureHooks, FeatureRoute } from '@typhoon/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { formatRate } from './rate.js';
import type { Rate } from './rate.js';
import { formatPolicy, formatStates, setLegacyHeaders, setStandardHeaders, toSeconds } from './rate-limit-headers.js';
import type { NamedRate } from './rate-limit-headers.js';
import type { RateLimitDeclaration, RateLimitOptions } from './rate-limit-options.js';
import { compileOwner, isKnownAtOnce } from './rate-limit-owner.js';
import type { ReadOwner } from './rate-limit-owner.js';
import type { RateResult, RateState, RateWindow } from './rate-limit-store.js';
import { RateLimited, RateLimitUnavailable } from './rate-limited.js';
import { rateLimiter } from './rate-limiter.js';
import type { RateLimiter } from './rate-limiter.js';

/** A limit of a route, prepared. */
interface CompiledRate extends NamedRate {
  readonly rate: Rate;
  /** What its keys begin with. */
  readonly key: string;
}

/** A declaration, prepared. */
interface CompiledLimit extends Pick<RateLimitOptions, 'skip' | 'cost' | 'failure' | 'headers'> {
  readonly owner: ReadOwner;
  readonly rates: readonly CompiledRate[];
}

/** What a request is asked for: limits, and what of them counts how much. */
interface Asked {
  readonly rates: CompiledRate[];
  readonly windows: RateWindow[];
  isClosed: boolean;
  hasHeaders: boolean;
  isLegacy: boolean;
}

/** The hooks of one route: what is known of a request at once is counted before anything else, the rest after its caller is known. */
export function createLimitedRoute(declarations: readonly RateLimitDeclaration[], route: FeatureRoute): FeatureHooks {
  const limits = compileLimits(declarations, route);
  const atOnce = limits.filter((_limit, index) => isKnownAtOnce(declarations[index]?.by ?? 'address'));
  const later = limits.filter((limit) => !atOnce.includes(limit));
  return {
    ...(atOnce.length === 0 ? {} : { onRequest: createHook(atOnce, route) }),
    ...(later.length === 0 ? {} : { afterSecurity: createHook(later, route) }),
  };
}

function compileLimits(declarations: readonly RateLimitDeclaration[], route: FeatureRoute): readonly CompiledLimit[] {
  const names = new Set<string>();
  return declarations.map((declaration, position): CompiledLimit => {
    const { by = 'address', name, place = '', rates, ...options } = declaration;
    const key = name ?? `${place}#${position - declarations.findIndex((other) => other.place === place)}`;
    return {
      ...options,
      owner: compileOwner(by, route),
      rates: rates.map((rate) => ({
        ...rate,
        rate,
        key: `${key} ${rate.window} `,
        name: unique(name === undefined ? rate.text : `${name} ${rate.text}`, names),
      })),
    };
  });
}

function unique(name: string, names: Set<string>): string {
  let free = name;
  for (let count = 2; names.has(free); count++) free = `${name} (${count})`;
  names.add(free);
  return free;
}

function createHook(limits: readonly CompiledLimit[], route: FeatureRoute): FeatureHook {
  const isFixed = limits.every(({ skip, cost }) => skip === undefined && typeof cost !== 'function');
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

function ask(limits: readonly CompiledLimit[], request: FastifyRequest): Asked {
  const asked: Asked = { rates: [], windows: [], isClosed: false, hasHeaders: false, isLegacy: false };
  for (const { skip, cost: costOf = 1, owner: readOwner, rates, failure, headers = 'standard' } of limits) {
    if (skip?.(request) === true) continue;
    const cost = typeof costOf === 'function' ? readCost(costOf(request)) : costOf;
    if (cost === 0) continue;
    const owner = readOwner(request);
    for (const rate of rates) {
      asked.rates.push(rate);
      asked.windows.push({ key: rate.key + owner, limit: rate.limit, window: rate.window, cost });
    }
    asked.isClosed ||= failure === 'closed';
    asked.hasHeaders ||= headers !== false;
    asked.isLegacy ||= headers === 'legacy';
  }
  return asked;
}

function readCost(cost: number): number {
  if (Number.isSafeInteger(cost) && cost >= 0) return cost;
  throw new RangeError(`@RateLimit: 'cost' returned ${String(cost)} where a whole number from 0 is expected.`);
}

/** The limit that takes longest is the one to wait for. */
function refuse(rates: readonly CompiledRate[], states: readonly RateState[]): Error {
  const worst = states.reduce((longest, state, index) => (state.wait > (states[longest] as RateState).wait ? index : longest), 0);
  const seconds = toSeconds((states[worst] as RateState).wait);
  const detail = `No more than ${formatRate((rates[worst] as CompiledRate).rate)}; try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
  return new RateLimited({ detail, headers: { 'retry-after': String(seconds) } });
}
