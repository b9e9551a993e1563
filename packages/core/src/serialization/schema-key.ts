import { hash } from 'node:crypto';
import { codecOf } from '../schema/codec.js';
import type { Codec } from '../schema/codec.js';
import type { TSchema } from '../schema/typebox.js';
import { isObject } from './schema-scope.js';

/** Keywords whose value is a schema, or a list of schemas. */
const SCHEMAS = [
  'items',
  'prefixItems',
  'additionalItems',
  'additionalProperties',
  'unevaluatedProperties',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
];
/** Keywords whose value is an object of schemas. */
const MAPS = ['properties', 'patternProperties', '$defs', 'definitions'];
/** Keywords whose value is data. Annotations (`title`, `description`, `default`, …) are none: they change nothing that is written. */
const DATA = [
  '$id',
  '$ref',
  'type',
  'const',
  'enum',
  'required',
  'format',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'writeOnly',
];

/** The same text for schemas that write the same. */
export function toSchemaKey(schema: TSchema): string {
  return hash('sha256', JSON.stringify(toStructure(schema)), 'base64');
}

function toStructure(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(toStructure);
  if (!isObject(schema)) return schema;
  const codec = codecOf(schema as TSchema);
  const structure: unknown[] = codec === undefined ? [] : ['codec', toCodecKey(codec), toStructure(codec.wire)];
  for (const keyword of DATA) if (keyword in schema) structure.push(keyword, schema[keyword]);
  for (const keyword of SCHEMAS) if (keyword in schema) structure.push(keyword, toStructure(schema[keyword]));
  for (const keyword of MAPS) {
    const map = schema[keyword];
    if (isObject(map))
      structure.push(
        keyword,
        Object.entries(map).map(([name, inner]) => [name, toStructure(inner)]),
      );
  }
  return structure;
}

/** `Type.Set` and `Type.Map` make a codec for each schema, but what they do is all in the schema. */
const STRUCTURAL_CODECS = new Set(['set', 'map']);
const codecIds = new WeakMap<Codec, number>();
let lastCodecId = 0;

function toCodecKey(codec: Codec): string | number {
  if (STRUCTURAL_CODECS.has(codec.name)) return codec.name;
  const id = codecIds.get(codec) ?? ++lastCodecId;
  codecIds.set(codec, id);
  return id;
}
