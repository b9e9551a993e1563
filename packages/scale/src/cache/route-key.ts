import { createHash } from 'node:crypto';
import { fastifyRequest } from '@typhoon/core';
import type { FeatureRoute } from '@typhoon/core';
import type { FastifyRequest } from 'fastify';
import type { CachingOptions } from './caching-options.js';
import { assertTellsApart } from '../caller-value.js';
import { toCanonicalText } from './canonical-text.js';

/** What a request to a route reads, as the key and the tags of its answer are made of it. */
export interface RouteKey {
  readonly key: string;
  readonly tags: readonly string[];
}

/** Longer keys are cut to a digest: a query may be as long as its client likes. */
const MAX_LENGTH = 200;

/** Prepares what makes the key of a request to a route. Keys of routes do not get into the way of others'. */
export function compileRouteKey({ key: whose, vary = [], tags = [] }: CachingOptions, route: FeatureRoute): (request: FastifyRequest) => RouteKey {
  const names = vary.map((name) => name.toLowerCase());
  const readKey = compileWhose(whose, route);
  const isRaw = readsRawRequest(route);
  return (request) => {
    const { definition } = route;
    const values = route.readValues(request);
    let text = `${definition.operationId} ${definition.inputs.length === 0 ? '' : toCanonicalText(values.slice(0, definition.inputs.length))}`;
    if (isRaw) text += ` ${toCanonicalText(request.query)}`;
    for (const name of names) text += ` ${JSON.stringify(request.headers[name] ?? null)}`;
    if (readKey !== undefined) text += ` ${JSON.stringify(readKey(request))}`;
    return { key: `route/${text.length > MAX_LENGTH ? digest(text) : text}`, tags: typeof tags === 'function' ? tags(namedValues(route, values)) : tags };
  };
}

/** True where the handler or a dependency is given the raw request: it sees what the route does not declare. */
export function readsRawRequest({ definition }: FeatureRoute): boolean {
  return definition.dependencies.some(({ target }) => target === fastifyRequest);
}

function compileWhose(whose: CachingOptions['key'], route: FeatureRoute): ((request: FastifyRequest) => unknown) | undefined {
  if (whose === undefined) return undefined;
  const read = typeof whose === 'function' ? whose : (request: FastifyRequest) => route.readGuard(request, whose);
  return (request) => {
    const value = read(request);
    assertTellsApart(value, "@Cache: 'key'");
    return value;
  };
}

function namedValues({ definition }: FeatureRoute, values: readonly unknown[]): Readonly<Record<string, unknown>> {
  const named: Record<string, unknown> = {};
  definition.inputs.forEach(({ name }, index) => {
    if (name === undefined) Object.assign(named, values[index]);
    else named[name] = values[index];
  });
  return named;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
