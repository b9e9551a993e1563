import { isDeepStrictEqual } from 'node:util';
import type { ProblemList } from '../errors.js';
import type { SecurityScheme } from '../security/scheme.js';
import type { RouteDefinition } from './route-definition.js';

/** Finds what no document can say of these routes: one name for two security schemes, one operation id for two operations. */
export function findDocumentProblems(routes: readonly RouteDefinition[], problems: ProblemList): void {
  const shown = routes.filter(({ documentation }) => !documentation.hidden);
  findSchemeNames(shown, problems);
  findCallbackIds(shown, problems);
}

/** The requirements of a route are by name already, so it is its dependencies that know two schemes of one name apart. */
function findSchemeNames(routes: readonly RouteDefinition[], problems: ProblemList): void {
  const owners = new Map<string, { readonly document: SecurityScheme['document']; readonly place: string }>();
  const told = new Set<SecurityScheme['document']>();
  for (const { dependencies, place } of routes) {
    for (const { name, document } of dependencies.flatMap(({ scheme }) => (scheme === undefined ? [] : (scheme.anyOf ?? [scheme])))) {
      const owner = owners.get(name);
      if (owner === undefined) owners.set(name, { document, place });
      if (owner === undefined || told.has(document) || isDeepStrictEqual(owner.document, document)) continue;
      told.add(document);
      problems.add(
        'TYPHOON_ERR_OPENAPI_CONFLICT',
        place,
        `another security scheme is named '${name}' too; the other is used by ${owner.place}. Give one of them another { name: '…' }, an API key another { schemeName: '…' }.`,
      );
    }
  }
}

/** Callbacks are written by hand. @see OpenAPI 3.1 §4.8.10 (operationId: unique among all operations of the API) */
function findCallbackIds(routes: readonly RouteDefinition[], problems: ProblemList): void {
  const calling = routes.filter(({ documentation: { callbacks } }) => callbacks !== undefined && Object.keys(callbacks).length > 0);
  if (calling.length === 0) return;
  const owners = new Map(routes.map(({ operationId, place }) => [operationId, place]));
  for (const { documentation, place } of calling) {
    for (const [name, callback] of Object.entries(documentation.callbacks ?? {})) {
      for (const id of operationIdsOf(callback)) {
        const owner = owners.get(id);
        const own = `${place}, callback ${name}`;
        owners.set(id, owner ?? own);
        if (owner !== undefined)
          problems.add('TYPHOON_ERR_OPENAPI_CONFLICT', own, `the operation id '${id}' is that of ${owner} too. Give one of them another operationId.`);
      }
    }
  }
}

/** { '{$request.body#/url}': { post: { operationId: 'paid' } } } → ['paid'] */
function operationIdsOf(callback: unknown): string[] {
  const operations = membersOf(callback).flatMap(membersOf);
  return operations.map((operation) => (operation as { operationId?: unknown } | null)?.operationId).filter((id) => typeof id === 'string');
}

function membersOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}
