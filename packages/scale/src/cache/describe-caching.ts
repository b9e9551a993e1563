import { Type } from '@typhoon/core';
import type { RouteDefinition } from '@typhoon/core';
import type { ProblemList } from '@typhoon/core/internal';
import { readDuration } from '@typhoon/core/internal';
import type { CachingOptions } from './caching-options.js';

/** True where answers of the route can be kept: those to reading that are one text or some bytes. */
export function isCacheable({ kind, method }: RouteDefinition): boolean {
  return kind === 'http' && (method === 'GET' || method === 'HEAD');
}

/** Documents what caching adds to the answers of a route, and finds what would make it serve one caller what is another's. */
export function describeCaching(options: CachingOptions, route: RouteDefinition, problems: ProblemList, isOwn: boolean): RouteDefinition {
  if (!isCacheable(route)) {
    if (isOwn)
      problems.add(
        'TYPHOON_ERR_ROUTE_INVALID',
        route.place,
        `has @Cache but answers ${route.method}, and only answers to GET and HEAD can be kept. Remove it.`,
      );
    return route;
  }
  findTimeProblems(options, route, problems);
  const reason = options.key === undefined ? findCredentials(route) : undefined;
  if (reason !== undefined)
    problems.add(
      'TYPHOON_ERR_ROUTE_INVALID',
      route.place,
      `has @Cache but ${reason}: what is kept for one caller would be sent to another. Say whose it is, @Cache({ key: dependency({ user: currentUser }, ({ user }) => user.id) }), or write @Cache(false).`,
    );
  const [main, ...others] = route.responses;
  if (main === undefined) return route;
  return {
    ...route,
    responses: [{ ...main, headers: { ...HEADERS, ...main.headers } }, ...others],
    policy: { ...route.policy, etag: route.policy.etag ?? 'strong' },
  };
}

const HEADERS = {
  'cache-control': { schema: Type.String(), description: 'How long the answer may be kept.' },
  age: { schema: Type.Integer({ minimum: 0 }), description: 'Seconds for which it has been kept; absent from a new answer.' },
};

function findTimeProblems({ ttl, staleWhileRevalidate }: CachingOptions, { place }: RouteDefinition, problems: ProblemList): void {
  for (const [name, time] of Object.entries({ ttl, staleWhileRevalidate: staleWhileRevalidate ?? 0 })) {
    if (readDuration(time) !== undefined) continue;
    problems.add(
      'TYPHOON_ERR_ROUTE_OPTIONS',
      place,
      `@Cache: '${name}' expects milliseconds, or a text like '10s', but got '${String(time)}'. Use '500ms', '10s', '5m', '1h' or '1d'.`,
    );
  }
}

function findCredentials(route: RouteDefinition): string | undefined {
  if (route.security.length > 0) return 'signs its caller in';
  const input = route.inputs.find((each) => each.in === 'cookie' || (each.in === 'header' && CREDENTIALS.has(each.name ?? '')));
  return input === undefined ? undefined : `reads ${input.in === 'cookie' ? 'a cookie' : `the header '${String(input.name)}'`}`;
}

const CREDENTIALS: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization']);
