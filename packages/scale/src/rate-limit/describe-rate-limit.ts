import type { HeaderDocumentation, RouteDefinition } from '@typhoon/core';
import type { ProblemList } from '@typhoon/core/internal';
import { toChannelLimits } from './channel-limits.js';
import { findCountProblems } from './count-problems.js';
import { readRate } from './rate.js';
import type { RateLimitDeclaration } from './rate-limit-options.js';
import { LEGACY_HEADERS, RateLimited, RateLimitUnavailable, STANDARD_HEADERS } from './rate-limited.js';
import { whatCounts } from './what-counts.js';

/** Documents what limits add to the answers of a route, or to its channel, and finds what is no limit. */
export function describeRateLimit(declarations: readonly RateLimitDeclaration[], route: RouteDefinition, problems: ProblemList): RouteDefinition {
  for (const declaration of declarations) {
    findProblems(declaration, route.place, problems);
    findCountProblems(declaration, route, (text) => problems.add('TYPHOON_ERR_ROUTE_OPTIONS', route.place, `@RateLimit: ${text}`));
  }
  const ofRequests = declarations.filter((declaration) => whatCounts(declaration, route) === 'requests');
  const headers = headersOf(ofRequests);
  const throws = [...(ofRequests.length === 0 ? [] : [RateLimited]), ...(ofRequests.some(({ failure }) => failure === 'closed') ? [RateLimitUnavailable] : [])];
  return {
    ...route,
    responses: route.responses.map((response) => ({ ...response, headers: { ...headers, ...response.headers } })),
    throws: [...new Set([...route.throws, ...throws])],
    channel: route.channel === undefined ? undefined : { ...route.channel, limits: [...(route.channel.limits ?? []), ...toChannelLimits(declarations, route)] },
  };
}

function headersOf(declarations: readonly RateLimitDeclaration[]): Readonly<Record<string, HeaderDocumentation>> {
  const modes = declarations.map(({ headers = 'standard' }) => headers);
  return { ...(modes.some((mode) => mode !== false) ? STANDARD_HEADERS : {}), ...(modes.includes('legacy') ? LEGACY_HEADERS : {}) };
}

function findProblems(declaration: RateLimitDeclaration, place: string, problems: ProblemList): void {
  const note = (text: string): void => problems.add('TYPHOON_ERR_ROUTE_OPTIONS', place, `@RateLimit: ${text}`);
  if (declaration.texts.length === 0) note("names no limit. Write @RateLimit('10/s').");
  for (const text of declaration.texts) {
    if (readRate(text) !== undefined) continue;
    note(`a limit expects how many in which time, but got '${text}'. Write '10/s', '100/m', '1000/h', '5000/d' or '100/15m'.`);
  }
  const { cost, name, failure, headers, by, skip } = declaration;
  const largest = Math.min(...declaration.rates.map(({ limit }) => limit));
  if (typeof cost === 'number' && !(Number.isSafeInteger(cost) && cost >= 0 && cost <= largest))
    note(`'cost' expects a whole number from 0 to the smallest limit, ${largest}, but got ${cost}: nothing would ever pass. Change one of them.`);
  else if (cost !== undefined && typeof cost !== 'number' && typeof cost !== 'function') note("'cost' expects a number or a function of the request.");
  if (name !== undefined && !/^[ !#-[\]-~]+$/.test(name)) note(`'name' expects printable ASCII without quotes, but got '${name}'.`);
  if (failure !== undefined && !['open', 'closed'].includes(failure)) note(`'failure' expects 'open' or 'closed' but got '${failure}'.`);
  if (headers !== undefined && headers !== false && !['standard', 'legacy'].includes(headers))
    note(`'headers' expects 'standard', 'legacy' or false but got '${headers}'.`);
  if (typeof by === 'string' && !['address', 'everybody'].includes(by))
    note(`'by' expects 'address', 'everybody', a dependency or a function of the request, but got '${by}'.`);
  if (skip !== undefined && typeof skip !== 'function') note("'skip' expects a function of the request.");
}
