import type { FastifyReply } from 'fastify';
import type { RateState } from './rate-limit-store.js';

/** One limit of a route, as headers name it. */
export interface NamedRate {
  readonly name: string;
  readonly limit: number;
  /** Milliseconds. */
  readonly window: number;
}

/** Milliseconds → whole seconds, 1 at least: whoever waits so long has waited long enough. */
export function toSeconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1_000));
}

/**
 * The policy of some limits: `"10/s";q=10;w=1, "1000/h";q=1000;w=3600`. Windows under a second are said to be one.
 *
 * @see draft-ietf-httpapi-ratelimit-headers, RateLimit-Policy; RFC 9651 §3.1, §3.3.3
 */
export function formatPolicy(rates: readonly NamedRate[]): string {
  return rates.map(({ name, limit, window }) => `${quote(name)};q=${limit};w=${toSeconds(window)}`).join(', ');
}

/** How they stand: `"10/s";r=9;t=1`. */
export function formatStates(rates: readonly NamedRate[], states: readonly RateState[]): string {
  let text = '';
  for (const [index, { remaining, reset }] of states.entries()) {
    if (index > 0) text += ', ';
    text += `${quote((rates[index] as NamedRate).name)};r=${remaining};t=${toSeconds(reset)}`;
  }
  return text;
}

/** Says how limits stand; of a request that is counted twice, by its address and by its user, both. */
export function setStandardHeaders(reply: FastifyReply, policy: string, states: string): void {
  const [before, limits] = [reply.getHeader('ratelimit-policy'), reply.getHeader('ratelimit')];
  reply.header('ratelimit-policy', before === undefined ? policy : `${String(before)}, ${policy}`);
  reply.header('ratelimit', limits === undefined ? states : `${String(limits)}, ${states}`);
}

/** The older ones, which know one limit: the one that has least left. */
export function setLegacyHeaders(reply: FastifyReply, rates: readonly NamedRate[], states: readonly RateState[]): void {
  const known = reply.getHeader('x-ratelimit-remaining');
  const least = states.reduce((best, state, index) => (state.remaining < (states[best] as RateState).remaining ? index : best), 0);
  const [rate, state] = [rates[least], states[least]];
  if (rate === undefined || state === undefined || (known !== undefined && Number(known) <= state.remaining)) return;
  reply.header('x-ratelimit-limit', rate.limit);
  reply.header('x-ratelimit-remaining', state.remaining);
  reply.header('x-ratelimit-reset', toSeconds(state.reset));
}

/** A String of Structured Fields holds printable ASCII alone; names are checked when the application is made. */
function quote(name: string): string {
  return `"${name.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
