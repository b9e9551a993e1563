/** @see OpenAPI 3.1 §4.8.14 (Media Type Object) */
import type { EncodingObject } from './encoding-object.js';
import { toExamples } from './example-object.js';
import type { Examples } from './example-object.js';
import type { SchemaObject } from './reference.js';

export interface MediaTypeObject extends Examples {
  readonly schema?: SchemaObject;
  /** The schema of one item of a stream. OpenAPI 3.2 only. */
  readonly itemSchema?: SchemaObject;
  readonly encoding?: Readonly<Record<string, EncodingObject>>;
}

/** A body by its schema, with examples. */
export function toMediaType(schema: SchemaObject | undefined, examples: Examples = {}): MediaTypeObject {
  return { ...(schema === undefined ? {} : { schema }), ...toExamples(examples) };
}
