/** @see OpenAPI 3.1 §4.8.12 (Parameter Object) */
import { isDeepStrictEqual } from 'node:util';
import { markedNamesOf } from '@typhoon/core/internal';
import type { InputDefinition, ParameterOptions, TSchema } from '@typhoon/core';
import { propertiesOf } from './discriminator-object.js';
import { toExamples } from './example-object.js';
import type { Examples } from './example-object.js';
import type { SchemaObject } from './reference.js';
import type { SchemaContext } from './schema-context.js';

export interface ParameterObject extends Examples {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly description?: string;
  readonly required?: boolean;
  readonly deprecated?: boolean;
  readonly style?: string;
  readonly explode?: boolean;
  readonly schema: SchemaObject;
}

/** One value of a route by name: an input, or one property of an object that stands for a whole part. */
export interface NamedInput {
  readonly name: string;
  readonly schema: TSchema;
  readonly required: boolean;
  readonly options: ParameterOptions;
}

type PlaceOfParameter = ParameterObject['in'];

const PLACES: readonly PlaceOfParameter[] = ['path', 'query', 'header', 'cookie'];

/** A definition of these is ignored by the specification: the body, the answer and security schemes describe them. */
const RESERVED_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/**
 * The parameters of an operation, path first, each name once. Parameters of the path that nobody reads are there too, since
 * a template without its parameters is invalid.
 */
export function toParameters(inputs: readonly InputDefinition[], pathNames: readonly string[], context: SchemaContext): readonly ParameterObject[] {
  const parameters = new Map<string, ParameterObject>();
  for (const place of PLACES) {
    for (const input of inputs) {
      if (input.in !== place || input.options.hidden === true) continue;
      for (const named of toNamedInputs(input)) addParameter(parameters, place, named, context);
    }
  }
  return [...toPathParameters(parameters, pathNames), ...[...parameters.values()].filter((parameter) => parameter.in !== 'path')];
}

/** In the order of the path; those that nobody reads are any text. */
function toPathParameters(parameters: ReadonlyMap<string, ParameterObject>, pathNames: readonly string[]): readonly ParameterObject[] {
  return pathNames.map(toTemplateName).map((name) => parameters.get(`path ${name}`) ?? { name, in: 'path', required: true, schema: { type: 'string' } });
}

/** `@Query(ListQuery)` → one named input per property; a part without known names stays one. */
export function toNamedInputs(input: InputDefinition): readonly NamedInput[] {
  if (input.name !== undefined) return [{ name: input.name, schema: input.schema, required: input.required, options: input.options }];
  const properties = Object.entries(propertiesOf(input.schema));
  if (properties.length === 0) return [{ name: input.in, schema: input.schema, required: input.required, options: input.options }];
  const required = requiredOf(input.schema);
  // What is read-only is not read from a request.
  const hidden = markedNamesOf(input.schema, 'readOnly');
  const sent = properties.filter(([name]) => !hidden.has(name));
  return sent.map(([name, schema]) => ({
    // `save_data` of a header model is read from `save-data`.
    name: input.in === 'header' ? name.replaceAll('_', '-') : name,
    schema,
    required: input.required && required.has(name) && schema.default === undefined,
    options: schema['deprecated'] === true ? { deprecated: true } : {},
  }));
}

function requiredOf(schema: TSchema): ReadonlySet<string> {
  const inherited = ((schema['allOf'] ?? []) as TSchema[]).flatMap((member) => [...requiredOf(member)]);
  return new Set([...inherited, ...((schema['required'] ?? []) as string[])]);
}

function addParameter(parameters: Map<string, ParameterObject>, place: PlaceOfParameter, input: NamedInput, context: SchemaContext): void {
  const name = place === 'header' ? input.name.toLowerCase() : place === 'path' ? toTemplateName(input.name) : input.name;
  if (place === 'header' && RESERVED_HEADERS.has(name)) return;
  const key = `${place} ${name}`;
  const known = parameters.get(key);
  const parameter = toParameter(name, place, input, context);
  parameters.set(key, known === undefined ? parameter : joinParameters(known, parameter));
}

/** Asked for by two readers: required when either requires it, and what fits both. */
function joinParameters(known: ParameterObject, other: ParameterObject): ParameterObject {
  return { ...known, required: known.required === true || other.required === true, schema: joinSchemas(known.schema, other.schema) };
}

function joinSchemas(known: SchemaObject, other: SchemaObject): SchemaObject {
  const members = JOINED.get(known) ?? [known];
  if (members.some((member) => isDeepStrictEqual(withoutWords(member), withoutWords(other)))) return known;
  const joined = { allOf: [...members, other] };
  JOINED.set(joined, joined.allOf);
  return joined;
}

/** What was joined here, and not by the user. */
const JOINED = new WeakMap<object, readonly SchemaObject[]>();

/** What a schema says to people, or does where nothing was sent, makes no other schema of it. */
function withoutWords(schema: SchemaObject): SchemaObject {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !WORDS.has(keyword)));
}

const WORDS: ReadonlySet<string> = new Set(['title', 'description', 'default', 'deprecated', 'example', 'examples']);

function toParameter(name: string, place: PlaceOfParameter, { schema, required, options }: NamedInput, context: SchemaContext): ParameterObject {
  const { description: own, ...written } = context.write(schema, 'input', context);
  // Beside a `$ref`, the description is that of the model: it stays there.
  const description = options.description ?? (own as string | undefined);
  return {
    name,
    in: place,
    ...(description === undefined ? {} : { description }),
    required: place === 'path' || required,
    ...(options.deprecated === true ? { deprecated: true } : {}),
    ...toStyle(place, options),
    schema: written,
    ...toExamples(options),
  };
}

/** A wildcard is called `*` by Fastify and `wildcard` in the path's OpenAPI spelling. */
function toTemplateName(name: string): string {
  return name === '*' ? 'wildcard' : name;
}

const DEFAULT_STYLE: Readonly<Record<PlaceOfParameter, string>> = { path: 'simple', query: 'form', header: 'simple', cookie: 'form' };

/** Only what differs from the defaults: `style` by place, `explode` by style. */
function toStyle(place: PlaceOfParameter, { style, explode }: ParameterOptions): { style?: string; explode?: boolean } {
  const defaultExplode = (style ?? DEFAULT_STYLE[place]) === 'form';
  // The specification's default for `deepObject` is false, ours true: tools must be told.
  const effective = explode ?? (style === 'deepObject' ? true : undefined);
  return {
    ...(style === undefined || style === DEFAULT_STYLE[place] ? {} : { style }),
    ...(effective === undefined || effective === defaultExplode ? {} : { explode: effective }),
  };
}
