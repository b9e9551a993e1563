import type { ConcurrencyOptions } from '../decorators/route-options.js';
import { RequestTimeout, TooBusy } from '../http/limit-errors.js';
import { readDuration } from '../values/duration.js';
import type { OptionsLevel } from './options.js';
import type { ConcurrencyDefinition, RouteDefinition, RoutePolicy } from './route-definition.js';

/** The longest that a timer of Node's takes, in milliseconds. */
const MAX_TIMER = 2 ** 31 - 1;

/** Milliseconds, from 1 on. */
export function isTimeLimit(value: unknown): boolean {
  const time = readDuration(value);
  return value === false || (time !== undefined && time >= 1 && time <= MAX_TIMER);
}

/** How many, or how many and how many wait for how long. */
export function isConcurrencyOption(value: unknown): boolean {
  if (value === false || isCount(value, 1)) return true;
  if (typeof value !== 'object' || value === null) return false;
  const { max, queue = 0, queueTimeout = 1, ...others } = value as ConcurrencyOptions;
  return Object.keys(others).length === 0 && isCount(max, 1) && isCount(queue, 0) && queueTimeout !== (false as never) && isTimeLimit(queueTimeout);
}

/** The nearest level that says something of each. What a level says of concurrency is counted once, for all routes below it. */
export function mergeRequestLimits(levels: readonly OptionsLevel[]): Pick<RoutePolicy, 'timeout' | 'concurrency'> {
  const time = levels.findLast(({ timeout }) => timeout !== undefined)?.timeout;
  const level = levels.findLast(({ concurrency }) => concurrency !== undefined);
  return { timeout: time === false ? undefined : readDuration(time), concurrency: level === undefined ? undefined : toConcurrency(level) };
}

function toConcurrency(level: OptionsLevel): ConcurrencyDefinition | undefined {
  const { concurrency } = level;
  if (concurrency === undefined || concurrency === false) return undefined;
  const { max, queue = 0, queueTimeout = DEFAULT_QUEUE_TIMEOUT } = typeof concurrency === 'number' ? { max: concurrency } : concurrency;
  return { max, queue, queueTimeout: readDuration(queueTimeout) ?? DEFAULT_QUEUE_TIMEOUT, counted: level };
}

const DEFAULT_QUEUE_TIMEOUT = 5_000;

/** Documents what a plain route answers beyond its limits. Sockets stay open: their handshake has limits of its own. */
export function documentRequestLimits(route: RouteDefinition): RouteDefinition {
  const { timeout, concurrency } = route.policy;
  if (route.kind !== 'http' || (timeout === undefined && concurrency === undefined)) return route;
  const errors = [...(concurrency === undefined ? [] : [TooBusy]), ...(timeout === undefined ? [] : [RequestTimeout])];
  return { ...route, throws: [...new Set([...route.throws, ...errors])] };
}

function isCount(value: unknown, from: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= from;
}
