import type { RouteDefinition } from '@typhoon/core';
import type { Colors } from '../output/colors.js';
import type { RouteMarks } from './dev-messages.js';

/** What a client notices of each route, as a text that can be compared. */
export function markRoutes(routes: readonly RouteDefinition[]): RouteMarks {
  return Object.fromEntries(routes.map((route) => [nameOf(route), markOf(route)]));
}

/**
 * What became of the routes since the last run, a line each: `+ GET /items`, `- …`, `~ …` for a changed one.
 */
export function formatRouteChanges(before: RouteMarks, now: RouteMarks, colors: Colors): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return names.flatMap((name) => {
    if (!Object.hasOwn(before, name)) return [colors.green(`+ ${name}`)];
    if (!Object.hasOwn(now, name)) return [colors.red(`- ${name}`)];
    return before[name] === now[name] ? [] : [colors.yellow(`~ ${name}`)];
  });
}

function nameOf({ channel, method, path }: RouteDefinition): string {
  return `${channel === undefined ? method : 'WS'} ${path.fastify}`;
}

function markOf({ operationId, inputs, responses, throws, security, channel, documentation }: RouteDefinition): string {
  return JSON.stringify([
    operationId,
    inputs.map(({ in: place, name, schema, required }) => [place, name, schema, required]),
    responses.map(({ status, description, kind, headers }) => [status, description, kind, headers]),
    throws.map(({ definition }) => definition),
    security.map(({ scheme, scopes }) => [scheme.name, scheme.document, scopes]),
    channel,
    documentation,
  ]);
}
