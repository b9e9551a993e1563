/** AsyncAPI's schemas are those of draft 7 with a discriminator of their own. @see AsyncAPI 3.0, Schema Object */
import type { SchemaObject } from '../reference.js';

/**
 * A schema of an OpenAPI document as AsyncAPI reads it: the same, but for words of JSON Schema 2020-12 that draft 7 lacks.
 *
 * `{ $ref, description }` → `{ allOf: [{ $ref }], description }`, since draft 7 ignores what stands beside a reference;
 * `{ discriminator: { propertyName } }` → `{ discriminator: propertyName }`; `prefixItems` → `items`, a list.
 */
export function toAsyncApiSchema(schema: SchemaObject): SchemaObject {
  const { $ref, ...others } = Object.fromEntries(Object.entries(schema).flatMap(([keyword, value]) => toKeyword(keyword, value, schema))) as SchemaObject;
  if ($ref === undefined) return others;
  if (Object.keys(others).length === 0) return { $ref };
  return { ...others, allOf: [{ $ref }, ...((others['allOf'] as readonly SchemaObject[] | undefined) ?? [])] };
}

function toKeyword(keyword: string, value: unknown, schema: SchemaObject): readonly (readonly [string, unknown])[] {
  if (keyword === 'discriminator') return toDiscriminator(value);
  if (keyword === 'prefixItems') return [['items', toList(value)]];
  if (keyword === 'items' && schema['prefixItems'] !== undefined) return [['additionalItems', toSubschema(value)]];
  if (MAPS.has(keyword)) return [[keyword, Object.fromEntries(Object.entries(value as object).map(([name, member]) => [name, toSubschema(member)]))]];
  if (LISTS.has(keyword)) return [[keyword, toList(value)]];
  return [[keyword, SINGLES.has(keyword) ? toSubschema(value) : value]];
}

const MAPS: ReadonlySet<string> = new Set(['properties', 'patternProperties']);
const LISTS: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf']);
const SINGLES: ReadonlySet<string> = new Set(['items', 'additionalProperties', 'not', 'contains', 'propertyNames', 'if', 'then', 'else']);

function toList(value: unknown): readonly unknown[] {
  return (value as readonly unknown[]).map(toSubschema);
}

function toSubschema(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? toAsyncApiSchema(value as SchemaObject) : value;
}

function toDiscriminator(value: unknown): readonly (readonly [string, unknown])[] {
  const { propertyName } = Object(value) as { readonly propertyName?: string };
  return propertyName === undefined ? [] : [['discriminator', propertyName]];
}
