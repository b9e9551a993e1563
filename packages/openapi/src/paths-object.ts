/** @see OpenAPI 3.1 §4.8.8 (Paths Object), §4.8.9 (Path Item Object) */
import type { RouteDefinition } from '@typhoon/core';
import type { OpenApiVersion } from './document-context.js';
import type { OperationObject } from './operation-object.js';

export type PathItemObject = Readonly<Record<string, unknown>>;
export type PathsObject = Readonly<Record<string, PathItemObject>>;

interface Entry {
  readonly template: string;
  readonly item: Record<string, unknown>;
}

/**
 * Collects operations by path. Templates that differ in names only are one path for OpenAPI (§4.8.8.1) but not for Fastify:
 * the first spelling stands, and later operations take its names.
 */
export class Paths {
  readonly #entries = new Map<string, Entry>();
  readonly #version: OpenApiVersion;

  constructor(version: OpenApiVersion) {
    this.#version = version;
  }

  add(route: RouteDefinition, template: string, operation: OperationObject): void {
    const shape = template.replaceAll(/\{[^}]*\}/g, '{}');
    const entry = this.#entries.get(shape) ?? { template, item: {} };
    this.#entries.set(shape, entry);
    const renamed = entry.template === template ? operation : renameParameters(operation, template, entry.template);
    addOperation(entry.item, route.method, renamed, this.#version);
  }

  toObject(): PathsObject {
    return Object.fromEntries([...this.#entries.values()].map(({ template, item }) => [template, item]));
  }
}

const METHODS: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/** Other methods have a place of their own in 3.2 only; in 3.1 they stand in an extension. The first of two constrained routes wins. */
function addOperation(item: Record<string, unknown>, method: string, operation: OperationObject, version: OpenApiVersion): void {
  const key = method.toLowerCase();
  if (METHODS.has(key) || (key === 'query' && version === '3.2')) {
    item[key] ??= operation;
    return;
  }
  const others = version === '3.2' ? 'additionalOperations' : 'x-additionalOperations';
  item[others] = { [method]: operation, ...(item[others] as object | undefined) };
}

function renameParameters(operation: OperationObject, from: string, to: string): OperationObject {
  const names = new Map(namesOf(from).map((name, index) => [name, namesOf(to)[index] ?? name]));
  const parameters = operation.parameters?.map((parameter) =>
    parameter.in === 'path' ? { ...parameter, name: names.get(parameter.name) ?? parameter.name } : parameter,
  );
  return parameters === undefined ? operation : { ...operation, parameters };
}

function namesOf(template: string): string[] {
  return [...template.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? '');
}
