import type { InputDefinition } from '../describe/route-definition.js';
import type { TSchema } from '../schema/typebox.js';
import { compileStyle } from './style.js';

type Values = Readonly<Record<string, unknown>>;

/** Reads what a model of all headers is made of. */
export type HeaderModelReader = (headers: Values) => Values;

/**
 * Prepares the reading of a header model. Header names arrive in lower case, the properties of a model are spelled as
 * its author likes: `save_data` is read from `save_data`, or else from `save-data`, since a hyphen is no part of a name in code.
 *
 * @see FastAPI, `convert_underscores`
 */
export function compileHeaderModel(input: InputDefinition): HeaderModelReader {
  const readers = Object.entries(propertiesOf(input.schema)).map(([property, schema]) => [property, compileHeader(input, property, schema)] as const);
  const declared = new Set(readers.flatMap(([property]) => headerNamesOf(property)));
  const isOpen = 'patternProperties' in input.schema || (input.schema['additionalProperties'] ?? false) !== false;
  return (headers) => {
    const values: Record<string, unknown> = isOpen ? Object.fromEntries(Object.entries(headers).filter(([name]) => !declared.has(name))) : {};
    for (const [property, read] of readers) {
      const value = read(headers);
      if (value !== undefined) values[property] = value;
    }
    return values;
  };
}

function compileHeader(input: InputDefinition, property: string, schema: TSchema): (headers: Values) => unknown {
  const [exact = property, hyphenated] = headerNamesOf(property);
  const readers = [exact, hyphenated ?? exact].map((name) => compileStyle({ ...input, name, schema }) ?? ((headers: Values) => headers[name]));
  const [readExact, readHyphenated] = readers as [HeaderReader, HeaderReader];
  return (headers) => readExact(headers) ?? readHyphenated(headers);
}

type HeaderReader = (headers: Values) => unknown;

/**
 * The headers that a property of a header model is read from.
 *
 * 'Save_Data' → ['save_data', 'save-data']
 */
export function headerNamesOf(property: string): readonly string[] {
  const exact = property.toLowerCase();
  return exact.includes('_') ? [exact, exact.replaceAll('_', '-')] : [exact];
}

/**
 * The values of a part with the defaults of what was left out: as FastAPI shows the input of a model.
 *
 * Defaults that text cannot be read as (a date, a set) are left out: they would be refused.
 */
export function withDefaults(schema: TSchema, values: unknown): unknown {
  if (typeof values !== 'object' || values === null) return values;
  const defaults = Object.entries(propertiesOf(schema))
    .map(([name, property]) => [name, property.default as unknown] as const)
    .filter(([name, value]) => isShown(value) && !Object.hasOwn(values, name));
  return defaults.length === 0 ? values : { ...Object.fromEntries(defaults), ...values };
}

function isShown(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value) || Array.isArray(value);
}

/** The members that a model of a whole part has, or any of a union of models. */
export function membersOf(schema: TSchema): Readonly<Record<string, TSchema>> {
  const branches = branchesOf(schema);
  return branches === undefined ? propertiesOf(schema) : Object.fromEntries(branches.toReversed().flatMap((branch) => Object.entries(membersOf(branch))));
}

function branchesOf(schema: TSchema): readonly TSchema[] | undefined {
  return (schema['anyOf'] ?? schema['oneOf']) as readonly TSchema[] | undefined;
}

function propertiesOf(schema: TSchema): Readonly<Record<string, TSchema>> {
  return (schema['properties'] as Record<string, TSchema> | undefined) ?? {};
}
