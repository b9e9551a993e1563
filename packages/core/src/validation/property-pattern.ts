import type { JsonSchema } from '../schema/typebox.js';
import { patternOf } from './constraint.js';
import type { SchemaNode } from './reference.js';
import { mapOf } from './shape.js';

/** True for a pattern that every key matches: TypeBox writes records of texts so. */
export function matchesEveryKey(pattern: string): boolean {
  return pattern === '^(.*)$' || pattern === '^.*$' || pattern === '.*' || pattern === '';
}

/** The key of `Type.Record(Type.Integer(), …)`. */
export const INTEGER_KEY = '^(0|[1-9][0-9]*)$';

/** The schemas under `patternProperties` that a key calls for. */
export function matchingPatterns(node: JsonSchema, key: string): readonly SchemaNode[] {
  const patterns = Object.entries(mapOf(node, 'patternProperties'));
  return patterns.filter(([pattern]) => matchesEveryKey(pattern) || patternOf(pattern).test(key)).map(([, schema]) => schema);
}
