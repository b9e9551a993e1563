import { componentOf } from '@typhoon/core/internal';
import type { TSchema } from '@typhoon/core';
import type { ProblemList } from '@typhoon/core/internal';
import type { SchemaRegistry } from './components-object.js';
import type { Form, SchemaObject } from './reference.js';

/** What a conversion needs beside the schema. */
export interface SchemaContext {
  readonly components: SchemaRegistry;
  readonly problems: ProblemList;
  /** The route, for messages: `ItemsController.read`. */
  readonly place: string;
  /** Converts a schema inside another. */
  readonly write: (schema: TSchema, form: Form, context: SchemaContext) => SchemaObject;
  /** What `$ref`s inside the schema mean: the ids of recursive schemas, the names of a module. */
  readonly scope: ReadonlyMap<string, (form: Form) => SchemaObject>;
  /** Properties of the object that are not shown here, since another part of its intersection hides them. */
  readonly hidden?: ReadonlySet<string> | undefined;
}

/** What may stand where JSON Schema allows a schema: one of TypeBox, a plain one, or a boolean. */
export function toSubschema(value: unknown, form: Form, context: SchemaContext): unknown {
  return typeof value === 'object' && value !== null ? context.write(value as TSchema, form, context) : value;
}

/** The context in which `names` can be referred to. */
export function bind(context: SchemaContext, names: readonly unknown[], resolve: (form: Form) => SchemaObject): SchemaContext {
  const texts = names.filter((name) => typeof name === 'string');
  return texts.length === 0 ? context : { ...context, scope: new Map([...context.scope, ...texts.map((name) => [name, resolve] as const)]) };
}

/** The context in which the definitions of a schema can be referred to, by name or by pointer. */
export function bindDefinitions(definitions: unknown, context: SchemaContext): SchemaContext {
  let inner = context;
  for (const [name, definition] of Object.entries((definitions ?? {}) as Record<string, TSchema>)) {
    inner = bind(inner, [name, `#/$defs/${name}`, `#/definitions/${name}`], (form) => toDefinition(name, definition, form, { ...context, scope: inner.scope }));
  }
  return inner;
}

function toDefinition(name: string, definition: TSchema, form: Form, context: SchemaContext): SchemaObject {
  const write = (): SchemaObject => context.write(definition, form, context);
  return componentOf(definition) !== undefined ? write() : { $ref: context.components.refer({ key: definition, name, place: context.place }, form, write) };
}

/** What a `$ref` inside a schema means. */
export function toReference(target: string, form: Form, context: SchemaContext): SchemaObject {
  const resolve = context.scope.get(target);
  if (resolve !== undefined) return resolve(form);
  if (/^#\/components\/|^https?:/.test(target)) return { $ref: target };
  context.problems.add(
    'TYPHOON_ERR_SCHEMA_INVALID',
    context.place,
    `the reference '${target}' leads nowhere. Use the model or the schema itself; for recursion Type.Recursive() or Type.Module().`,
  );
  return {};
}
