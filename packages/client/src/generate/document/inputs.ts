/** Parameters, and the properties of the input that they are. @see OpenAPI 3.1.1 §4.8.12 (Parameter Object) */
import { childOf, entriesOf, itemsOf, propertyOf, textOf } from '../load/node.js';
import type { Node } from '../load/node.js';
import { commentOfSchema, deprecationOf } from '../schema/schema-comment.js';
import type { SchemaReader } from '../schema/schema-reader.js';
import { UNKNOWN } from '../schema/type-node.js';
import type { ApiParameter, Place } from './api.js';

const PLACES: readonly Place[] = ['path', 'query', 'header', 'cookie', 'querystring'];

/** Headers that OpenAPI says elsewhere: by bodies and security. */
const PASSED_OVER = new Set(['accept', 'content-type', 'authorization']);

const STYLES = ['form', 'simple', 'label', 'matrix', 'spaceDelimited', 'pipeDelimited', 'deepObject', 'cookie'];

/** What every object has: TypeScript and the run time would take a property of such a name for that. */
const INHERITED = Object.getOwnPropertyNames(Object.prototype);

type Unnamed = Omit<ApiParameter, 'key'>;

/** The parameters of a path and of its operation, which has the last word. */
export function readParameters(pathItem: Node, operation: Node, reserved: readonly string[], reader: SchemaReader): ApiParameter[] {
  const byPlace = new Map<string, Unnamed>();
  for (const node of [...itemsOf(childOf(pathItem, 'parameters')), ...itemsOf(childOf(operation, 'parameters'))]) {
    const parameter = readParameter(reader.documents.resolve(node), reader);
    if (parameter !== undefined) byPlace.set(`${parameter.place} ${parameter.name}`, parameter);
  }
  return nameInputs([...byPlace.values()], reserved);
}

/** Each name once: the path's keep theirs, then those of the query, headers and cookies; others get their place before it. @param reserved Names of the body. */
export function nameInputs(parameters: readonly Unnamed[], reserved: readonly string[]): ApiParameter[] {
  const taken = new Set([...reserved, ...INHERITED]);
  const sorted = parameters.toSorted((one, other) => PLACES.indexOf(one.place) - PLACES.indexOf(other.place));
  const keys = new Map(sorted.map((parameter) => [parameter, takeKey(parameter, taken)]));
  return parameters.map((parameter) => {
    const key = keys.get(parameter) ?? parameter.name;
    return { ...parameter, key, property: { ...parameter.property, name: key } };
  });
}

function takeKey({ name, place }: Unnamed, taken: Set<string>): string {
  let key = taken.has(name) ? `${place}${name.charAt(0).toUpperCase()}${name.slice(1)}` : name;
  while (taken.has(key)) key += '_';
  taken.add(key);
  return key;
}

function readParameter(node: Node, reader: SchemaReader): Unnamed | undefined {
  const [name, place] = [textOf(node.value, 'name'), textOf(node.value, 'in')];
  if (name === undefined || name === '') return undefined;
  const found = PLACES.find((known) => known === place);
  if (found === undefined || (found === 'header' && PASSED_OVER.has(name.toLowerCase()))) return undefined;
  const [content] = entriesOf(childOf(node, 'content'));
  const schema = content === undefined ? childOf(node, 'schema') : childOf(content[1], 'schema');
  return {
    name,
    place: found,
    property: {
      name,
      type: schema.value === undefined ? UNKNOWN : reader.read(schema),
      isRequired: found === 'path' || propertyOf(node.value, 'required') === true,
      comment: commentOf(node, schema),
    },
    style: styleOf(node),
    explode: booleanOf(node, 'explode'),
    allowReserved: booleanOf(node, 'allowReserved'),
    mediaType: content?.[0],
  };
}

function commentOf(parameter: Node, schema: Node): string[] {
  const own = [textOf(parameter.value, 'description') ?? '', deprecationOf(parameter.value)];
  const example = textOf(parameter.value, 'example');
  const more = commentOfSchema(example === undefined ? schema.value : { example, ...(schema.value as object) });
  return [...new Set([own[0] ?? '', ...more, own[1] ?? ''])].filter((text) => text !== '');
}

/** A style that nobody knows is none. */
export function styleOf({ value }: Node): string | undefined {
  const style = textOf(value, 'style') ?? '';
  return STYLES.includes(style) ? style : undefined;
}

function booleanOf({ value }: Node, name: string): boolean | undefined {
  const found = propertyOf(value, name);
  return typeof found === 'boolean' ? found : undefined;
}
