import type { SchemaLike } from '../decorators/check.js';
import { componentOf } from '../schema/component.js';
import type { FormatTable } from '../schema/formats.js';
import { toSchema } from '../schema/model.js';
import { isSchema } from '../schema/typebox.js';
import type { TSchema } from '../schema/typebox.js';
import { findSchemaProblems } from '../validation/problems.js';

const NO_FORMATS: FormatTable = {};
const usable = new WeakMap<FormatTable, WeakSet<TSchema>>();

/**
 * The schema of what a caller gave, with its mistakes looked for once: those that an application would find at boot.
 *
 * @throws TypeError with every mistake.
 */
export function toUsableSchema(given: SchemaLike, caller: string, formats: FormatTable | undefined): TSchema {
  const schema = toSchema(given);
  const known = usable.get(formats ?? NO_FORMATS) ?? new WeakSet();
  usable.set(formats ?? NO_FORMATS, known);
  if (known.has(schema)) return schema;
  if (!isSchema(schema)) throw new TypeError(`${caller}: the first argument is no schema. Give a model, or a schema made by Type.`);
  const problems = findSchemaProblems(schema, formats);
  if (problems.length > 0) {
    const list = problems.map(({ path, message }) => `\n  ${path === '' ? '' : `${path}: `}${message}`);
    throw new TypeError(`${caller}: ${nameOf(schema) === undefined ? 'the schema' : `'${nameOf(schema)}'`} cannot be used.${list.join('')}`);
  }
  known.add(schema);
  return schema;
}

/** The name of a model, or of what `named` made. */
export function nameOf(schema: TSchema): string | undefined {
  return componentOf(schema)?.name;
}
