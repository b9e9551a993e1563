/**
 * What of a schema matters for writing, with references resolved, intersections merged and unions flat.
 *
 * A graph, not a tree: recursion leads back to the same object.
 */
import type { Codec } from '../schema/codec.js';
import type { JsonSchema } from '../schema/typebox.js';

export type Scalar = string | number | boolean | null;

export type Shape =
  AnyShape | NeverShape | AbsentShape | NullShape | BooleanShape | NumberShape | StringShape | ConstShape | CodecShape | ListShape | ObjectShape | UnionShape;

/** What a value must also fit to be written as this shape; asked only where a union has to choose. */
interface Limits {
  /** Schemas whose limits (`minimum`, `pattern`, …) hold. */
  readonly limits: readonly JsonSchema[];
  readonly excluded: readonly Shape[];
}

export interface AnyShape extends Limits {
  readonly is: 'any';
}

/** No value fits. */
export interface NeverShape {
  readonly is: 'never';
  /** What stands in the schema: `Function`. */
  readonly name: string;
}

/** Only undefined fits. */
export interface AbsentShape {
  readonly is: 'absent';
}

export interface NullShape {
  readonly is: 'null';
}

export interface BooleanShape extends Limits {
  readonly is: 'boolean';
}

export interface NumberShape extends Limits {
  readonly is: 'number' | 'integer';
}

export interface StringShape extends Limits {
  readonly is: 'string';
  readonly format: string | undefined;
}

/** One of a few values: `const` and `enum`. */
export interface ConstShape extends Limits {
  readonly is: 'const';
  readonly values: readonly unknown[];
}

export interface CodecShape {
  readonly is: 'codec';
  readonly codec: Codec;
  readonly wire: Shape;
}

export interface ListShape extends Limits {
  readonly is: 'list';
  readonly prefix: readonly Shape[];
  /** The shape of what follows; undefined where nothing may. */
  readonly rest: Shape | undefined;
  /** So many items of the prefix must be there. */
  readonly least: number;
}

export interface ObjectShape extends Limits {
  readonly is: 'object';
  readonly properties: readonly PropertyShape[];
  /** For keys that are no property: the first pattern that fits decides. */
  readonly patterns: readonly PatternShape[];
  /** For keys that fit neither; undefined where they are left out. */
  readonly additional: Shape | undefined;
}

export interface PropertyShape {
  readonly name: string;
  readonly required: boolean;
  readonly shape: Shape;
  /** Declared, and never written: `writeOnly`, where answers are written. */
  readonly isHidden?: boolean;
}

export interface PatternShape {
  /** Undefined fits every key. */
  readonly pattern: RegExp | undefined;
  readonly shape: Shape;
}

export interface UnionShape {
  readonly is: 'union';
  branches: readonly Shape[];
}

/** The shape itself, for a union of one. */
export function unwrap(shape: Shape): Shape {
  const seen = new Set<Shape>();
  let inner = shape;
  while (inner.is === 'union' && inner.branches.length === 1 && !seen.has(inner)) {
    seen.add(inner);
    inner = inner.branches[0] as Shape;
  }
  return inner;
}
