import type { FeatureRoute } from '@typhoon/core';
import type { FastifyRequest } from 'fastify';
import { formatRate } from './rate.js';
import type { Rate } from './rate.js';
import { toSeconds } from './rate-limit-headers.js';
import type { NamedRate } from './rate-limit-headers.js';
import type { RateLimitDeclaration, RateLimitOptions } from './rate-limit-options.js';
import { compileOwner, isKnownAtOnce } from './rate-limit-owner.js';
import type { ReadOwner } from './rate-limit-owner.js';
import type { RateState, RateWindow } from './rate-limit-store.js';
import { RateLimited } from './rate-limited.js';
import { whatCounts } from './what-counts.js';

/** A limit of a route, prepared. */
export interface CompiledRate extends NamedRate {
  readonly rate: Rate;
  readonly exceeded: NonNullable<RateLimitOptions['exceeded']>;
  /** What its keys begin with. */
  readonly key: string;
}

/** A declaration, prepared. */
export interface CompiledLimit extends Pick<RateLimitOptions, 'skip' | 'cost' | 'failure' | 'headers'> {
  readonly owner: ReadOwner;
  readonly rates: readonly CompiledRate[];
  /** True where who asks is known before anybody has signed in. */
  readonly isAtOnce: boolean;
  readonly counts: 'requests' | 'messages';
}

/** What a request is asked for: limits, and what of them counts how much. */
export interface Asked {
  readonly rates: CompiledRate[];
  readonly windows: RateWindow[];
  isClosed: boolean;
  hasHeaders: boolean;
  isLegacy: boolean;
}

/** Prepares the limits of a route. */
export function compileLimits(declarations: readonly RateLimitDeclaration[], route: FeatureRoute): readonly CompiledLimit[] {
  const names = new Set<string>();
  return declarations.map((declaration, position): CompiledLimit => {
    const { by = 'address', name, place = '', rates, exceeded = 'close', ...options } = declaration;
    const key = name ?? `${place}#${position - declarations.findIndex((other) => other.place === place)}`;
    return {
      ...options,
      owner: compileOwner(by, route),
      isAtOnce: isKnownAtOnce(by),
      counts: whatCounts(declaration, route.definition),
      rates: rates.map((rate) => ({
        ...rate,
        rate,
        exceeded,
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

/** True where it depends on who asks whether two limits share a count. */
export function haveOneName(limits: readonly CompiledLimit[]): boolean {
  const keys = limits.flatMap(({ rates }) => rates.map(({ key }) => key));
  return new Set(keys).size < keys.length;
}

/** What a request is to be counted in. */
export function ask(limits: readonly CompiledLimit[], request: FastifyRequest): Asked {
  const asked: Asked = { rates: [], windows: [], isClosed: false, hasHeaders: false, isLegacy: false };
  for (const { skip, cost: costOf = 1, owner: readOwner, rates, failure, headers = 'standard' } of limits) {
    if (skip?.(request) === true) continue;
    const cost = typeof costOf === 'function' ? readCost(costOf(request)) : costOf;
    if (cost === 0) continue;
    const owner = readOwner(request);
    for (const rate of rates) add(asked, rate, { key: rate.key + owner, limit: rate.limit, window: rate.window, cost });
    asked.isClosed ||= failure === 'closed';
    asked.hasHeaders ||= headers !== false;
    asked.isLegacy ||= headers === 'legacy';
  }
  return asked;
}

/** Two limits of one name share a count, in which a request stands once: the narrower one decides, and the larger cost. */
function add({ rates, windows }: Asked, rate: CompiledRate, window: RateWindow): void {
  const known = windows.findIndex(({ key }) => key === window.key);
  const other = windows[known];
  if (other === undefined) {
    rates.push(rate);
    windows.push(window);
    return;
  }
  if (rate.limit < other.limit) rates[known] = rate;
  windows[known] = { ...window, limit: Math.min(window.limit, other.limit), cost: Math.max(window.cost, other.cost) };
}

function readCost(cost: number): number {
  if (Number.isSafeInteger(cost) && cost >= 0) return cost;
  throw new RangeError(`@RateLimit: 'cost' returned ${String(cost)} where a whole number from 0 is expected.`);
}

/** The limit that takes longest is the one to wait for. */
export function findWorst(states: readonly RateState[]): number {
  return states.reduce((longest, state, index) => (state.wait > (states[longest] as RateState).wait ? index : longest), 0);
}

/** What one too many is refused with. */
export function refuse(rates: readonly CompiledRate[], states: readonly RateState[]): Error {
  const worst = findWorst(states);
  const seconds = toSeconds((states[worst] as RateState).wait);
  const detail = `No more than ${formatRate((rates[worst] as CompiledRate).rate)}; try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
  return new RateLimited({ detail, headers: { 'retry-after': String(seconds) } });
}
