import type { JsonSchema } from '../schema/typebox.js';

export type Subschema = JsonSchema | boolean;

/** A schema, and where its references lead. */
export interface ScopedSchema {
  readonly schema: Subschema;
  readonly scope: SchemaScope;
}

/** The names that `$ref` can mean inside a schema: its own `$id`, its `$defs`, and those around it. */
export class SchemaScope {
  readonly #schema: JsonSchema;
  readonly #parent: SchemaScope | undefined;
  readonly #inner = new Map<JsonSchema, SchemaScope>();
  readonly #names = new Map<string, JsonSchema>();

  constructor(schema: JsonSchema, parent?: SchemaScope) {
    this.#schema = schema;
    this.#parent = parent;
    for (const keyword of ['$defs', 'definitions']) this.#addDefinitions(schema[keyword]);
    if (typeof schema['$id'] === 'string') this.#names.set(schema['$id'], schema);
  }

  /** The scope inside `schema`: this one, unless it names something. */
  enter(schema: JsonSchema): SchemaScope {
    if (!isNaming(schema)) return this;
    for (let scope: SchemaScope | undefined = this; scope !== undefined; scope = scope.#parent) {
      if (scope.#schema === schema) return scope;
    }
    const known = this.#inner.get(schema);
    if (known !== undefined) return known;
    const scope = new SchemaScope(schema, this);
    this.#inner.set(schema, scope);
    return scope;
  }

  /** @throws Error when nothing has that name. */
  resolve(reference: string): ScopedSchema {
    const found = this.#find(reference) ?? this.#findAnywhere(reference);
    if (found === undefined) throw new Error(`The schema refers to '${reference}', but nothing in it has that name.`);
    return found;
  }

  #find(reference: string): ScopedSchema | undefined {
    const [name = '', pointer] = reference.split('#', 2);
    for (let scope: SchemaScope | undefined = this; scope !== undefined; scope = scope.#parent) {
      const start = name === '' ? scope.#schema : scope.#names.get(name);
      if (start === undefined) continue;
      // '#' is the resource: the nearest schema with an $id, or the outermost.
      if (reference === '#' && scope.#parent !== undefined && typeof start['$id'] !== 'string') continue;
      const target = follow(start, pointer ?? '');
      if (target !== undefined) return { schema: target, scope };
    }
    return undefined;
  }

  /** TypeBox's `Type.Ref` may name a schema that stands beside the one it is used in. */
  #findAnywhere(reference: string): ScopedSchema | undefined {
    let root: SchemaScope = this;
    while (root.#parent !== undefined) root = root.#parent;
    const schema = findById(root.#schema, reference, new Set());
    return schema === undefined ? undefined : { schema, scope: root };
  }

  #addDefinitions(definitions: unknown): void {
    if (!isObject(definitions)) return;
    for (const [name, schema] of Object.entries(definitions)) {
      if (!isObject(schema)) continue;
      this.#names.set(name, schema);
      if (typeof schema['$id'] === 'string') this.#names.set(schema['$id'], schema);
    }
  }
}

function isNaming(schema: JsonSchema): boolean {
  return schema['$id'] !== undefined || schema['$defs'] !== undefined || schema['definitions'] !== undefined;
}

function follow(start: JsonSchema, pointer: string): Subschema | undefined {
  if (pointer === '') return start;
  let target: unknown = start;
  for (const segment of pointer.split('/').slice(1)) {
    const key = decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof target !== 'object' || target === null || !Object.hasOwn(target, key)) return undefined;
    target = (target as Record<string, unknown>)[key];
  }
  return isObject(target) || typeof target === 'boolean' ? target : undefined;
}

function findById(value: unknown, id: string, seen: Set<unknown>): JsonSchema | undefined {
  if (typeof value !== 'object' || value === null || seen.has(value)) return undefined;
  seen.add(value);
  if (isObject(value) && value['$id'] === id) return value;
  for (const member of Object.values(value)) {
    const found = findById(member, id, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
