import type { InputDefinition } from '../describe/route-definition.js';
import type { TSchema } from '../schema/typebox.js';
import { membersOf } from './part-model.js';

type Fields = Readonly<Record<string, unknown>>;

/** Reads what a form input is made of out of the fields of a form; undefined where it was left out. */
export type FormReader = (fields: Fields | undefined) => unknown;

/**
 * Prepares the reading of a form input: of one field, or of all that a model names.
 *
 * A field that was sent empty is one that was left out, as browsers send those that nobody filled in. In a list it is an
 * item: whoever repeats a field means each of them.
 *
 * @see FastAPI, which does the same
 */
export function compileFormReader({ name, schema, required }: InputDefinition): FormReader {
  if (name !== undefined) return compileFieldReader(name, schema);
  const readers = Object.entries(membersOf(schema)).map(([key, property]) => [key, compileFieldReader(key, property)] as const);
  const names = new Set(readers.map(([key]) => key));
  return (fields) => {
    // Without a body, each field of a required model is missing by name.
    if (fields === undefined && !required) return undefined;
    // Parsers drop `__proto__`: plain assignment is safe.
    const values: Record<string, unknown> = {};
    for (const [key, read] of readers) {
      const value = read(fields);
      if (value !== undefined) values[key] = value;
    }
    // Those that nobody declared: the schema says whether they may be there.
    for (const key of Object.keys(fields ?? {})) if (!names.has(key)) values[key] = fields?.[key];
    return values;
  };
}

function compileFieldReader(name: string, schema: TSchema): FormReader {
  const isList = acceptsList(schema);
  return (fields) => {
    if (fields === undefined || !Object.hasOwn(fields, name)) return undefined;
    const value = fields[name];
    if (isList) return value;
    return (Array.isArray(value) ? value.at(-1) : value) === '' ? undefined : value;
  };
}

function acceptsList(schema: TSchema): boolean {
  const alternatives = (schema['anyOf'] ?? schema['oneOf']) as readonly TSchema[] | undefined;
  return schema['type'] === 'array' || alternatives?.some(acceptsList) === true;
}
