import { kindOf } from '../schema/typebox.js';
import type { JsonSchema, TSchema } from '../schema/typebox.js';

/** A schema, or `true` and `false` as JSON Schema has them. */
export type SchemaNode = JsonSchema | boolean;

/** Where a `$ref` leads, and the frame in which what it leads to must be read. */
export interface Target {
  readonly schema: SchemaNode;
  readonly frame: Frame;
}

/**
 * The schemas around the one being read, innermost first: what a `$ref` is looked up in.
 *
 * Names are never looked up in a global table: the same `$id` may stand in two places (a schema embedded twice), and the
 * enclosing one is the one meant.
 */
export class Frame {
  readonly #inner = new Map<object, Frame>();
  readonly #schema: JsonSchema;
  readonly #parent: Frame | undefined;

  constructor(schema: JsonSchema, parent?: Frame) {
    this.#schema = schema;
    this.#parent = parent;
  }

  /** The frame for what stands inside `schema`: the same one each time, so that compiled functions can be found by it. */
  enter(schema: JsonSchema): Frame {
    if (schema === this.#schema || !isReferable(schema)) return this;
    const known = this.#inner.get(schema);
    if (known !== undefined) return known;
    const frame = new Frame(schema, this);
    this.#inner.set(schema, frame);
    return frame;
  }

  /** Undefined where the reference leads nowhere. */
  resolve(reference: string): Target | undefined {
    for (let frame: Frame | undefined = this; frame !== undefined; frame = frame.#parent) {
      const schema = frame.#lookUp(reference);
      if (schema !== undefined) return { schema, frame };
    }
    const root = this.#root();
    const schema = findNamed(root.#schema, reference, new Set());
    return schema === undefined ? undefined : { schema, frame: root };
  }

  #lookUp(reference: string): SchemaNode | undefined {
    const schema = this.#schema;
    if (reference === '#') return isDocument(schema) || this.#parent === undefined ? schema : undefined;
    if (reference.startsWith('#/')) return followPointer(schema, reference);
    if (schema['$id'] === reference) return schema;
    return ownNode(schema['$defs'], reference) ?? ownNode(schema['definitions'], reference);
  }

  #root(): Frame {
    return this.#parent === undefined ? this : this.#parent.#root();
  }
}

function isReferable(schema: JsonSchema): boolean {
  return isDocument(schema) || '$defs' in schema || 'definitions' in schema;
}

// What stands in `Type.Unsafe` was written as a whole: its `#` is itself, not the schema it was put into.
function isDocument(schema: JsonSchema): boolean {
  return '$id' in schema || kindOf(schema as TSchema) === 'Unsafe';
}

function followPointer(schema: JsonSchema, reference: string): SchemaNode | undefined {
  let node: unknown = schema;
  for (const step of reference.slice(2).split('/')) {
    node = ownNode(node, decodePointerStep(step));
    if (node === undefined) return undefined;
  }
  return isNode(node) ? node : undefined;
}

/** @see RFC 6901 §3, §6 */
function decodePointerStep(step: string): string {
  return safeDecode(step).replaceAll('~1', '/').replaceAll('~0', '~');
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function ownNode(parent: unknown, key: string): SchemaNode | undefined {
  return typeof parent === 'object' && parent !== null && Object.hasOwn(parent, key) ? (parent as Record<string, SchemaNode>)[key] : undefined;
}

function isNode(value: unknown): value is SchemaNode {
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null);
}

function findNamed(node: unknown, reference: string, seen: Set<object>): SchemaNode | undefined {
  if (typeof node !== 'object' || node === null || seen.has(node)) return undefined;
  seen.add(node);
  const schema = node as JsonSchema;
  if (schema['$id'] === reference || (typeof schema['$anchor'] === 'string' && `#${schema['$anchor']}` === reference)) return schema;
  for (const child of Object.values(schema)) {
    const found = findNamed(child, reference, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}
