import type { JsonSchema } from '../schema/typebox.js';
import type { Site } from './code-site.js';
import { readDefault } from './reader.js';
import { isScalar } from './shape.js';

/** The expression of a default. */
export function compileDefault(schema: JsonSchema, site: Site): string {
  const value = readDefault(schema, site.frame, site.code.formats);
  if (isScalar(value) && !Object.is(value, -0)) return JSON.stringify(value);
  if (Array.isArray(value) && value.length === 0) return '[]';
  return `readDefault(${site.code.constant(schema)}, ${site.code.constant(site.frame)}, ${site.code.constant(site.code.formats)})`;
}
