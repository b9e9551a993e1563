import type { RouteDefinition } from '@typhoon/core';
import type { FastifyRequest } from 'fastify';
import { redactQuery } from './redact-query.js';

/** What of a request is known when it comes in: what samplers decide by. */
export type RequestAttributes = Record<string, string | number>;

/**
 * What the stable conventions want to be known of a request before it is answered.
 *
 * @see OpenTelemetry, Semantic conventions for HTTP spans, HTTP server
 */
export function readRequestAttributes(request: FastifyRequest): RequestAttributes {
  const { method, raw, headers } = request;
  const { url, config } = request.routeOptions;
  const attributes: RequestAttributes = {
    'http.request.method': method,
    'url.scheme': request.protocol,
    'client.address': request.ip,
    'network.protocol.version': raw.httpVersion,
  };
  const [path, query] = splitTarget(request.originalUrl);
  attributes['url.path'] = path;
  if (query !== undefined) attributes['url.query'] = redactQuery(query, keysOf((config as { readonly typhoon?: RouteDefinition } | undefined)?.typhoon));
  if (url !== undefined) attributes['http.route'] = url;
  // Empty where a client of HTTP/1.0 does not say whom it asks.
  if (request.hostname) attributes['server.address'] = request.hostname;
  if (typeof request.port === 'number') attributes['server.port'] = request.port;
  const agent = headers['user-agent'];
  if (agent !== undefined) attributes['user_agent.original'] = agent;
  const { remoteAddress, remotePort } = raw.socket;
  if (remoteAddress !== undefined) attributes['network.peer.address'] = remoteAddress;
  if (remotePort !== undefined) attributes['network.peer.port'] = remotePort;
  return attributes;
}

/** '/items?page=2' → ['/items', 'page=2'] */
function splitTarget(target: string): readonly [path: string, query?: string] {
  const at = target.indexOf('?');
  return at === -1 ? [target] : [target.slice(0, at), target.slice(at + 1)];
}

const NONE: readonly string[] = [];
const known = new WeakMap<RouteDefinition, readonly string[]>();

/** The parameters by which callers of a route identify themselves. */
function keysOf(definition: RouteDefinition | undefined): readonly string[] {
  if (definition === undefined || definition.security.length === 0) return NONE;
  const found = known.get(definition);
  if (found !== undefined) return found;
  const schemes = definition.security.flatMap(({ scheme }) => scheme.anyOf ?? [scheme]);
  const keys = schemes.flatMap(({ document }) => (document['in'] === 'query' ? [String(document['name'])] : []));
  known.set(definition, keys);
  return keys;
}
