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
  const hostPaths = toShownPaths(host.paths, filter);
  if (Object.keys(hostPaths).length === 0) return ours;
  const problems = new ProblemList();
  const components = mergeComponents(ours.components ?? {}, host.components ?? {}, problems);
  problems.assertNone();
  return { ...ours, paths: mergePaths(ours.paths, hostPaths), ...(Object.keys(components).length === 0 ? {} : { components }) };
}

function toShownPaths(paths: PathsObject, filter: TagFilter): PathsObject {
  const shown = Object.entries(paths).map(([path, item]) => [path, toShownItem(item, filter)] as const);
  return Object.fromEntries(shown.filter(([, item]) => Object.keys(item).length > 0));
}

function toShownItem(item: PathItemObject, filter: TagFilter): PathItemObject {
  return Object.fromEntries(Object.entries(item).filter(([, operation]) => isShown((operation as { tags?: readonly string[] }).tags ?? [], filter)));
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
