/** Keyword by keyword from what TypeBox (draft 7) and users write to JSON Schema 2020-12. */
import { markedNamesOf } from '@typhoon/core/internal';
import type { TSchema } from '@typhoon/core';
import type { Form, SchemaObject } from './reference.js';
import { bindDefinitions, toReference, toSubschema } from './schema-context.js';
import type { SchemaContext } from './schema-context.js';

type Keywords = Readonly<Record<string, unknown>>;
type KeywordWriter = (value: unknown, form: Form, context: SchemaContext, schema: Keywords) => Keywords;

/** Writes every keyword that JSON Schema or OpenAPI knows, and drops all others: symbols, marks, ids. */
export function toKeywords(schema: Keywords, form: Form, context: SchemaContext): SchemaObject {
  const bound = bindDefinitions(schema['$defs'] ?? schema['definitions'], context);
  const hidden = hiddenNames(schema, form, context);
  const [inner, same] = [
    { ...bound, hidden: undefined },
    { ...bound, hidden },
  ];
  const result: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (value === undefined) continue;
    if (keyword.startsWith('x-')) result[keyword] = value;
    else if (Object.hasOwn(KEYWORDS, keyword)) Object.assign(result, KEYWORDS[keyword]?.(value, form, OF_THE_SAME.has(keyword) ? same : inner, schema));
  }
  return schema['nullable'] === true ? withNull(result) : result;
}

/** Keywords that speak of the object itself, not of what is in it. */
const OF_THE_SAME: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'then', 'else', 'dependentSchemas', 'properties', 'required']);

/** What one part of an intersection calls read-only is dropped from requests, however another declares it; the same for what is write-only, in answers. */
function hiddenNames(schema: Keywords, form: Form, { hidden = NONE }: SchemaContext): ReadonlySet<string> {
  if (!INTERSECTING.some((keyword) => keyword in schema)) return hidden;
  return new Set([...hidden, ...markedNamesOf(schema as TSchema, form === 'input' ? 'readOnly' : 'writeOnly')]);
}

const NONE: ReadonlySet<string> = new Set();
const INTERSECTING = ['allOf', 'anyOf', 'oneOf', 'if', 'dependentSchemas'];

/** What says something of a schema without changing what fits it. */
export function toAnnotations(schema: Keywords): Keywords {
  const result: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (value === undefined) continue;
    if (keyword.startsWith('x-')) result[keyword] = value;
    else if (Object.hasOwn(ANNOTATIONS, keyword)) Object.assign(result, ANNOTATIONS[keyword]?.(value));
  }
  return result;
}

const same =
  (keyword: string) =>
  (value: unknown): Keywords => ({ [keyword]: value });
const subschema =
  (keyword: string): KeywordWriter =>
  (value, form, context) => ({ [keyword]: toSubschema(value, form, context) });
const list =
  (keyword: string): KeywordWriter =>
  (value, form, context) => ({ [keyword]: (value as unknown[]).map((member) => toSubschema(member, form, context)) });
const map =
  (keyword: string): KeywordWriter =>
  (value, form, context) => ({
    [keyword]: Object.fromEntries(Object.entries(value as object).map(([name, member]) => [name, toSubschema(member, form, context)])),
  });

const ANNOTATIONS: Readonly<Record<string, (value: unknown) => Keywords>> = {
  title: same('title'),
  description: same('description'),
  // A function makes a new value each time: there is nothing to show.
  default: (value) => (typeof value === 'function' ? {} : { default: value }),
  deprecated: same('deprecated'),
  readOnly: same('readOnly'),
  writeOnly: same('writeOnly'),
  // `example` is of OpenAPI 3.0; 3.1 takes JSON Schema's list.
  example: (value) => ({ examples: [value] }),
  examples: (value) => ({ examples: Array.isArray(value) ? value : [value] }),
  externalDocs: same('externalDocs'),
  xml: same('xml'),
};

const ASSERTIONS = [
  'type', 'enum', 'const', 'format', 'multipleOf', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength', 'pattern',
  'maxItems', 'minItems', 'uniqueItems', 'maxContains', 'minContains', 'maxProperties', 'minProperties', 'dependentRequired', 'contentEncoding', 'contentMediaType', '$comment',
] as const; // prettier-ignore

const KEYWORDS: Readonly<Record<string, KeywordWriter>> = {
  ...ANNOTATIONS,
  ...Object.fromEntries(ASSERTIONS.map((keyword) => [keyword, same(keyword)])),
  $ref: (value, form, context) => ({ ...toReference(value as string, form, context) }),
  ...Object.fromEntries(
    ['not', 'if', 'then', 'else', 'contains', 'propertyNames', 'additionalProperties', 'unevaluatedProperties', 'unevaluatedItems', 'contentSchema'].map(
      (keyword) => [keyword, subschema(keyword)],
    ),
  ),
  ...Object.fromEntries(['allOf', 'anyOf', 'oneOf', 'prefixItems'].map((keyword) => [keyword, list(keyword)])),
  dependentSchemas: map('dependentSchemas'),
  properties: writeProperties,
  required: writeRequired,
  patternProperties: writePatternProperties,
  items: writeItems,
  // Draft 7's name for what follows the items of a tuple; `writeItems` reads it.
  additionalItems: () => ({}),
};

/** Clients do not send what is read-only and never get what is write-only. @see OpenAPI 3.0 §4.7.24.1, JSON Schema Validation §9.4 */
function writeProperties(value: unknown, form: Form, context: SchemaContext): Keywords {
  const inner = { ...context, hidden: undefined };
  const properties = Object.entries(value as Record<string, TSchema>).filter(([name, property]) => !isHidden(name, property, form, context));
  return { properties: Object.fromEntries(properties.map(([name, property]) => [name, toSubschema(property, form, inner)])) };
}

function writeRequired(value: unknown, form: Form, context: SchemaContext, schema: Keywords): Keywords {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, TSchema>>;
  const required = (value as string[]).filter((name) => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (property === undefined) return context.hidden?.has(name) !== true;
    return !isHidden(name, property, form, context) && !(form === 'input' && property.default !== undefined);
  });
  return required.length === 0 ? {} : { required };
}

function isHidden(name: string, property: TSchema, form: Form, context: SchemaContext): boolean {
  return context.hidden?.has(name) === true || property[form === 'input' ? 'readOnly' : 'writeOnly'] === true;
}

/** TypeBox writes a record with any key as a pattern that fits everything. */
const ANY_KEY: ReadonlySet<string> = new Set(['^(.*)$', '^.*$', '.*', '']);

function writePatternProperties(value: unknown, form: Form, context: SchemaContext): Keywords {
  const patterns = Object.entries(value as object);
  const [only] = patterns;
  if (patterns.length === 1 && only !== undefined && ANY_KEY.has(only[0])) return { additionalProperties: toSubschema(only[1], form, context) };
  return map('patternProperties')(value, form, context, {});
}

/** Draft 7 spells a tuple with a list of `items` and what follows as `additionalItems`. */
function writeItems(value: unknown, form: Form, context: SchemaContext, schema: Keywords): Keywords {
  if (!Array.isArray(value)) return { items: toSubschema(value, form, context) };
  const rest = schema['additionalItems'];
  return { ...list('prefixItems')(value, form, context, schema), ...(rest === undefined ? {} : { items: toSubschema(rest, form, context) }) };
}

/** OpenAPI 3.0's `nullable`, which `Type.Unsafe` may still carry. */
function withNull(schema: Keywords): Keywords {
  const { type } = schema;
  return typeof type === 'string' ? { ...schema, type: [type, 'null'] } : { anyOf: [schema, { type: 'null' }] };
}
