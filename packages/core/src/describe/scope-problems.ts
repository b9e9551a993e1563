import type { SecurityScheme } from '../security/scheme.js';
import type { ProblemList } from '../errors.js';
import { findNearest } from '../validation/nearest-word.js';
import type { RouteDefinition } from './route-definition.js';

/**
 * Finds scopes that a route asks for and no client can get: none of its OAuth2 schemes declares them, so that `/docs`
 * does not offer them and every caller is refused with 403.
 *
 * A scheme that declares no scopes, or that is none of OAuth2, may know any.
 */
export function findScopeProblems({ place, security }: Pick<RouteDefinition, 'place' | 'security'>, problems: ProblemList): void {
  const declared = security.map(({ scheme }) => declaredScopes(scheme));
  if (declared.some((scopes) => scopes.length === 0)) return;
  const known = [...new Set(declared.flat())];
  for (const scope of new Set(security.flatMap(({ scopes }) => scopes))) {
    if (known.includes(scope)) continue;
    const meant = findNearest(scope, known);
    const cure = meant === undefined ? `Add it there: { '${scope}': 'What it allows' }.` : `Write '${meant}', or add '${scope}' there.`;
    const names = security.map(({ scheme }) => scheme.name).join(', ');
    problems.add('TYPHOON_ERR_ROUTE_INVALID', place, `the scope '${scope}' is asked for, but ${names} has only '${known.join("', '")}'. ${cure}`);
  }
}

function declaredScopes({ document, anyOf }: SecurityScheme): readonly string[] {
  if (anyOf !== undefined || document['type'] !== 'oauth2') return [];
  return Object.values(document['flows'] as Readonly<Record<string, { readonly scopes: object }>>).flatMap(({ scopes }) => Object.keys(scopes));
}
