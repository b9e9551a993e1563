/** Schemas → types. @see OpenAPI 3.0.4 §4.7.24, 3.1.1 §4.8.24 and 3.2.0 §4.24 (Schema Object), JSON Schema 2020-12 */
import type { DocumentSet } from '../load/document-set.js';
import { childOf, isObject, itemsOf, propertyOf, textOf } from '../load/node.js';
import type { JsonObject, Node } from '../load/node.js';
import { readAllOf } from './all-of.js';
import { readArray } from './array-type.js';
import { narrowByDiscriminator, narrowByParents } from './discriminator.js';
import { EMPTY_SCOPE, enterSchema, isPlaceholder, withAnchorsOf } from './dynamic-scope.js';
import type { DynamicScope } from './dynamic-scope.js';
import { ModelRegistry, titleOf } from './model-registry.js';
import { readObject } from './object-type.js';
import { BOOLEAN, NEVER, NULL, NUMBER, STRING, UNKNOWN, toIntersection, toUnion } from './type-node.js';
import type { TypeNode } from './type-node.js';

/** Says nothing of the values. Beside a reference these need no second schema. */
const ANNOTATIONS = new Set(
  '$ref title description summary example examples default deprecated readOnly writeOnly nullable externalDocs xml $comment $schema $id $anchor $dynamicAnchor $defs definitions'.split(
    ' ',
  ),
);

const OBJECT_WORDS = ['properties', 'additionalProperties', 'patternProperties'];
const ARRAY_WORDS = ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems'];

/** Reads the schemas of one document; what it refers to is read as models. */
export class SchemaReader {
  readonly models: ModelRegistry;
  readonly documents: DocumentSet;

  readonly #dates: 'string' | 'Date';
  readonly #scope: DynamicScope;

  constructor(documents: DocumentSet, models = new ModelRegistry(), dates: 'string' | 'Date' = 'string', scope = EMPTY_SCOPE) {
    this.documents = documents;
    this.models = models;
    this.#dates = dates;
    this.#scope = scope;
  }

  read(node: Node): TypeNode {
    const schema = unwrap(node).value;
    if (schema === false) return NEVER;
    if (!isObject(schema)) return UNKNOWN;
    const scope = withAnchorsOf(unwrap(node), this.#scope);
    return scope === this.#scope ? this.#readSchema(node, schema) : this.#within(scope).#readSchema(node, schema);
  }

  #within(scope: DynamicScope): SchemaReader {
    return new SchemaReader(this.documents, this.models, this.#dates, scope);
  }

  #readSchema(node: Node, schema: JsonObject): TypeNode {
    const reference = textOf(schema, '$ref');
    if (reference !== undefined) return this.#readReference(node, reference);
    const dynamic = textOf(schema, '$dynamicRef');
    if (dynamic !== undefined) return this.#readDynamicReference(node, dynamic);
    const type = this.#readParts(unwrap(node));
    return isNullable(schema) ? toUnion([type, NULL]) : type;
  }

  /** The model of a schema: however many references lead there, there is one. */
  modelAt(target: Node): TypeNode {
    const reader = this.#within(EMPTY_SCOPE);
    return { kind: 'reference', model: this.models.at(this.#namesakeOf(target), this.documents, (node) => reader.read(node)) };
  }

  /** A schema without the references that lead to it. */
  resolve(node: Node): Node {
    return unwrap(this.documents.resolve(node));
  }

  /** `Owner: { $ref: 'people.yaml#/Owner' }` is that Owner. */
  #namesakeOf(node: Node): Node {
    const reference = textOf(node.value, '$ref');
    if (reference === undefined || Object.keys(node.value as object).some((name) => !ANNOTATIONS.has(name))) return node;
    const target = this.documents.resolve(node);
    return titleOf(target) === titleOf(node) ? target : node;
  }

  #readReference(node: Node, reference: string): TypeNode {
    const target = this.documents.follow(node, reference);
    const scope = enterSchema(target, this.#scope, this.documents);
    const type = scope === undefined ? this.modelAt(target) : this.#within(scope).read(target);
    const siblings = Object.entries(node.value as object).filter(([name]) => !ANNOTATIONS.has(name) && !name.startsWith('x-'));
    const isNull = propertyOf(node.value, 'nullable') === true;
    const narrowed = siblings.length === 0 ? type : toIntersection([type, this.read({ ...node, value: Object.fromEntries(siblings) })]);
    return isNull ? toUnion([narrowed, NULL]) : narrowed;
  }

  /** What the schemas on the way have put in its place, or else what it would be as `$ref`. */
  #readDynamicReference(node: Node, reference: string): TypeNode {
    const target = this.#scope.anchors.get(reference.replace(/^.*#/, '')) ?? this.documents.follow(node, reference);
    return isPlaceholder(target, this.documents) ? this.#within(EMPTY_SCOPE).read(target) : this.modelAt(target);
  }

  /** Each keyword narrows what the others allow. */
  #readParts(node: Node): TypeNode {
    const fixed = readFixed(node.value);
    if (fixed !== undefined) return fixed;
    const parts: TypeNode[] = [readAllOf(node, this), this.#readTypes(node)];
    for (const word of ['oneOf', 'anyOf']) {
      const members = itemsOf(childOf(node, word));
      if (members.length > 0) parts.push(toUnion(members.map((member) => narrowByDiscriminator(node, member, this.read(member), this))));
    }
    return toIntersection([...parts, narrowByParents(node, this)]);
  }

  #readTypes(node: Node): TypeNode {
    const types = typesOf(node.value);
    return types.length === 0 ? UNKNOWN : toUnion(types.map((type) => this.#readType(node, type)));
  }

  #readType(node: Node, type: unknown): TypeNode {
    if (type === 'object') return readObject(node, this);
    if (type === 'array') return readArray(node, this);
    if (type === 'string') return this.#readText(node.value);
    if (type === 'number' || type === 'integer') return NUMBER;
    if (type === 'boolean') return BOOLEAN;
    if (type === 'null') return NULL;
    return type === 'file' ? { kind: 'file' } : UNKNOWN;
  }

  #readText(schema: unknown): TypeNode {
    if (isFile(schema)) return { kind: 'file' };
    return this.#dates === 'Date' && textOf(schema, 'format') === 'date-time' ? { kind: 'named', name: 'Date' } : STRING;
  }
}

/** AsyncAPI may wrap a schema with the name of its language; only JSON Schema and its kin are understood. */
function unwrap(node: Node): Node {
  const format = textOf(node.value, 'schemaFormat');
  if (format === undefined) return node;
  const isKnown = /json|yaml|openapi|asyncapi/i.test(format) && !/avro|raml|protobuf/i.test(format);
  return isKnown ? childOf(node, 'schema') : { ...node, value: {} };
}

/** `const` and `enum` leave nothing to the other keywords. */
function readFixed(schema: unknown): TypeNode | undefined {
  const constant = propertyOf(schema, 'const');
  if (constant !== undefined) return toLiteral(constant);
  const values = propertyOf(schema, 'enum');
  return Array.isArray(values) && values.length > 0 ? toUnion(values.map(toLiteral)) : undefined;
}

function toLiteral(value: unknown): TypeNode {
  if (value === null) return NULL;
  if (typeof value === 'string' || typeof value === 'boolean') return { kind: 'literal', value };
  if (typeof value === 'number') return Number.isFinite(value) ? { kind: 'literal', value } : NUMBER;
  if (Array.isArray(value)) return { kind: 'tuple', items: value.map(toLiteral), required: value.length };
  if (!isObject(value)) return UNKNOWN;
  return { kind: 'object', properties: Object.entries(value).map(([name, part]) => ({ name, type: toLiteral(part), isRequired: true, comment: [] })) };
}

/** What is not said follows from the other keywords, as authors mean it. */
function typesOf(schema: unknown): readonly unknown[] {
  const type = propertyOf(schema, 'type');
  if (Array.isArray(type)) return type;
  if (type !== undefined) return [type];
  const has = (word: string) => propertyOf(schema, word) !== undefined;
  if (OBJECT_WORDS.some(has)) return ['object'];
  if (ARRAY_WORDS.some(has)) return ['array'];
  return isFile(schema) || has('pattern') ? ['string'] : [];
}

function isNullable(schema: unknown): boolean {
  return propertyOf(schema, 'nullable') === true;
}

/** OpenAPI 3.0 says `format: binary`; 3.1 a media type without encoding. */
function isFile(schema: unknown): boolean {
  const mediaType = textOf(schema, 'contentMediaType');
  const isText = mediaType === undefined || /json|^text\//i.test(mediaType) || propertyOf(schema, 'contentSchema') !== undefined;
  return textOf(schema, 'format') === 'binary' || (!isText && textOf(schema, 'contentEncoding') === undefined);
}
