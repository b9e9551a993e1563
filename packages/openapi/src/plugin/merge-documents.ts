import { isDeepStrictEqual } from 'node:util';
import { ProblemList } from '@typhoon/core/internal';
import type { ComponentsObject, OpenApiDocument } from '../document.js';
import type { PathItemObject, PathsObject } from '../paths-object.js';
import { isShown } from '../tag-filter.js';
import type { TagFilter } from '../tag-filter.js';

/** What `@fastify/swagger` wrote of the host's own routes. */
export type HostDocument = Pick<OpenApiDocument, 'paths' | 'components'>;

/**
 * Our document with the routes that the host registered beside us, as `@fastify/swagger` describes them.
 *
 * @throws BootError (TYPHOON_ERR_OPENAPI_CONFLICT) when a component of the host has the name of another one of ours.
 */
export function mergeDocuments(ours: OpenApiDocument, host: HostDocument, filter: TagFilter): OpenApiDocument {
  const hostPaths = toShownPaths(nameOperations(host.paths), filter);
  if (Object.keys(hostPaths).length === 0) return ours;
  const problems = new ProblemList();
  const components = mergeComponents(ours.components ?? {}, host.components ?? {}, problems);
  problems.assertNone();
  return { ...ours, paths: mergePaths(ours.paths, hostPaths), ...(Object.keys(components).length === 0 ? {} : { components }) };
}

/** Operations without an id or a summary get those of their method and path: `get_host_key` and 'GET /host/{key}'. Tools ask for both. */
function nameOperations(paths: PathsObject): PathsObject {
  const taken = new Set<unknown>(Object.values(paths).flatMap((item) => Object.values(item).map((operation) => (operation as Operation).operationId)));
  return mapItems(paths, (operation, path, method) => {
    const operationId = operation.operationId ?? toFreeId(`${method} ${path}`, taken);
    taken.add(operationId);
    return { summary: `${method.toUpperCase()} ${path}`, ...operation, operationId };
  });
}

interface Operation {
  readonly operationId?: string;
  readonly tags?: readonly string[];
}

function mapItems(paths: PathsObject, map: (operation: Operation, path: string, method: string) => Operation): PathsObject {
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [
      path,
      Object.fromEntries(Object.entries(item).map(([method, operation]) => [method, map(operation as Operation, path, method)])),
    ]),
  );
}

/** 'get /host/{key}' → 'get_host_key' */
function toFreeId(text: string, taken: ReadonlySet<unknown>): string {
  const wanted = text.replaceAll(/\W+/g, '_').replaceAll(/^_+|_+$/g, '');
  let id = wanted;
  for (let count = 2; taken.has(id); count++) id = `${wanted}_${String(count)}`;
  return id;
}

function toShownPaths(paths: PathsObject, filter: TagFilter): PathsObject {
  const shown = Object.entries(paths).map(([path, item]) => [path, toShownItem(item, filter)] as const);
  return Object.fromEntries(shown.filter(([, item]) => Object.keys(item).length > 0));
}

function toShownItem(item: PathItemObject, filter: TagFilter): PathItemObject {
  return Object.fromEntries(Object.entries(item).filter(([, operation]) => isShown((operation as Operation).tags ?? [], filter)));
}

function mergePaths(ours: PathsObject, host: PathsObject): PathsObject {
  const merged: Record<string, PathItemObject> = { ...ours };
  for (const [path, item] of Object.entries(host)) merged[path] = { ...item, ...merged[path] };
  return merged;
}

function mergeComponents(ours: ComponentsObject, host: ComponentsObject, problems: ProblemList): ComponentsObject {
  const merged: Record<string, unknown> = { ...ours };
  for (const [kind, members] of Object.entries(host)) {
    const own = (ours[kind] ?? {}) as Record<string, unknown>;
    for (const [name, member] of Object.entries(members as Record<string, unknown>)) {
      if (!Object.hasOwn(own, name) || isDeepStrictEqual(own[name], member)) continue;
      problems.add(
        'TYPHOON_ERR_OPENAPI_CONFLICT',
        `components.${kind}.${name}`,
        `the host's schemas and ours both have this name. Rename the model, or the host's shared schema ('$id').`,
      );
    }
    const all = { ...(members as object), ...own };
    if (Object.keys(all).length > 0) merged[kind] = all;
  }
  return merged;
}
