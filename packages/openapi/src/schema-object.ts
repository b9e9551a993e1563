/** @see OpenAPI 3.1 §4.8.24 (Schema Object), JSON Schema 2020-12 */
import { isDeepStrictEqual } from 'node:util';
import { codecOf, componentOf, isSchema, kindOf } from '@typhoon/core/internal';
import type { TSchema } from '@typhoon/core';
import type { Codec, Component, ProblemList } from '@typhoon/core/internal';
import type { SchemaRegistry } from './components-object.js';
import { propertiesOf } from './discriminator-object.js';
import type { Form, SchemaObject } from './reference.js';
import { bind, bindDefinitions, toReference } from './schema-context.js';
import type { SchemaContext } from './schema-context.js';
import { toAnnotations, toKeywords } from './schema-keywords.js';
import { toUnion } from './schema-union.js';

/**
 * Converts a TypeBox schema to what a document shows: the JSON form of every codec, a `$ref` for all that has a name,
 * and no symbol, no `$id`, no keyword of an older draft.
 *
 * `input` is what clients send: a property with a default is not required there, and read-only ones are absent.
 */
export function toSchemaObject(schema: TSchema, form: Form, context: SchemaContext): SchemaObject {
  const component = componentOf(schema);
  // What another part of an intersection hides of a component is not shown here: it is written without its name.
  if (component === undefined || showsHidden(component.schema, context)) return convert(schema, form, context);
  return { ...toComponentReference(component, form, context), ...toSiblings(schema, component.schema, form, context) };
}

function toComponentReference(component: Component, form: Form, context: SchemaContext): SchemaObject {
  const identity = { key: component, name: component.name, place: context.place };
  return { $ref: context.components.refer(identity, form, () => toComponentSchema(component, form, context)) };
}

function showsHidden(schema: TSchema, { hidden }: SchemaContext): boolean {
  return hidden !== undefined && Object.keys(propertiesOf(schema)).some((name) => hidden.has(name));
}

function toComponentSchema(component: Component, form: Form, context: SchemaContext): SchemaObject {
  const { schema } = component;
  const inner = bind({ ...context, hidden: undefined }, [schema.$id], (other) => toComponentReference(component, other, context));
  return toSchemaObject(schema, form, inner);
}

/** Annotations of one use of a component stand beside its `$ref`, which JSON Schema 2020-12 allows. */
function toSiblings(schema: TSchema, named: TSchema, form: Form, context: SchemaContext): SchemaObject {
  const entries = Object.entries(schema).filter(([keyword, value]) => keyword !== '$id' && !isDeepStrictEqual(value, named[keyword]));
  return entries.length === 0 ? {} : toKeywords(Object.fromEntries(entries), form, context);
}

function convert(schema: TSchema, form: Form, context: SchemaContext): SchemaObject {
  const id: unknown = schema.$id;
  if (typeof id === 'string' && !context.scope.has(id)) return convertIdentified(schema, id, form, context);
  const codec = codecOf(schema);
  if (codec !== undefined) return convertCodec(schema, codec, form, context);
  const kind = isSchema(schema) ? kindOf(schema) : 'Unsafe';
  const writer = Object.hasOwn(WRITERS, kind) ? WRITERS[kind] : undefined;
  return writer === undefined ? toKeywords(schema, form, context) : writer(schema, form, context);
}

type Writer = (schema: TSchema, form: Form, context: SchemaContext) => SchemaObject;

const unwritable: Writer = (schema, _form, context) => {
  const kind = kindOf(schema);
  context.problems.add(
    'TYPHOON_ERR_SCHEMA_INVALID',
    context.place,
    `a schema of the kind '${kind}' has no JSON form. Use another type, or Type.Unsafe({ … }) with a JSON Schema.`,
  );
  return {};
};

const nothing: Writer = (schema) => ({ ...toAnnotations(schema), not: {} });

/** The kinds that plain JSON Schema keywords do not describe already. */
const WRITERS: Readonly<Record<string, Writer>> = {
  Union: toUnion,
  Ref: convertReference,
  This: convertReference,
  Import: convertModule,
  RegExp: (schema) => ({ type: 'string', ...toAnnotations(schema), pattern: schema['source'] as string }),
  Undefined: nothing,
  Void: nothing,
  Function: unwritable,
  Constructor: unwritable,
  Promise: unwritable,
  Iterator: unwritable,
  AsyncIterator: unwritable,
  Symbol: unwritable,
};

function convertCodec(schema: TSchema, codec: Codec, form: Form, context: SchemaContext): SchemaObject {
  const annotations: Record<string, unknown> = { ...toAnnotations(schema) };
  const encode = codec.encode as (value: unknown) => unknown;
  if (codec.is(annotations['default'])) annotations['default'] = encode(annotations['default']);
  if (Array.isArray(annotations['examples']))
    annotations['examples'] = annotations['examples'].map((example: unknown) => (codec.is(example) ? encode(example) : example));
  return { ...toSchemaObject(codec.wire, form, context), ...annotations };
}

/** A schema with an id is a component only when something inside refers to it: `Type.Recursive` without a name. */
function convertIdentified(schema: TSchema, id: string, form: Form, context: SchemaContext): SchemaObject {
  let isUsed = false;
  const refer = (other: Form): SchemaObject => {
    isUsed = true;
    return {
      $ref: context.components.refer({ key: shapeOf(schema), name: nameOfId(id), place: context.place, yields: true }, other, () =>
        convert(schema, other, inner),
      ),
    };
  };
  const inner = bind(context, [id], refer);
  const inline = convert(schema, form, inner);
  return isUsed ? refer(form) : inline;
}

/** `Type.Optional` and the like copy the schema, but not what it is made of. */
function shapeOf(schema: TSchema): object {
  return (schema['properties'] ?? schema['anyOf'] ?? schema['items'] ?? schema) as object;
}

/** TypeBox counts ids where the user gives none: `T0`, `T1`. */
function nameOfId(id: string): string {
  return /^T\d+$/.test(id) ? 'Recursive' : id.replaceAll(/[^\w.-]/g, '_');
}

/** `Type.Module({ … }).Import('Tree')`: every definition that is referred to becomes a component of its name. */
function convertModule(schema: TSchema, form: Form, context: SchemaContext): SchemaObject {
  return convertReference(schema, form, bindDefinitions(schema['$defs'], context));
}

function convertReference(schema: TSchema, form: Form, context: SchemaContext): SchemaObject {
  return { ...toReference(schema['$ref'] as string, form, context), ...toAnnotations(schema) };
}

/** The context of a route's schemas. */
export function createSchemaContext(components: SchemaRegistry, problems: ProblemList, place: string): SchemaContext {
  return { components, problems, place, write: toSchemaObject, scope: new Map() };
}
