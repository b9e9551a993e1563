// Examples of messages, and whether an edited one fits its schema.

/** A value that a person may begin with. */
export function toExample(schema, schemas, depth = 0) {
  const known = follow(schema, schemas);
  if (known.examples?.length > 0) return known.examples[0];
  if (known.default !== undefined) return known.default;
  if (known.const !== undefined) return known.const;
  if (known.enum !== undefined) return known.enum[0];
  if (depth > 8) return null;
  const [first] = known.oneOf ?? known.anyOf ?? [];
  if (first !== undefined) return toExample(first, schemas, depth + 1);
  if (known.allOf !== undefined)
    return Object.assign({}, ...known.allOf.map((member) => toExample(member, schemas, depth + 1)), toObject(known, schemas, depth));
  return EXAMPLES[typesOf(known)[0]]?.(known, schemas, depth) ?? null;
}

const FORMATS = { email: 'ada@example.com', uuid: '00000000-0000-4000-8000-000000000000', 'date-time': '2026-01-01T00:00:00Z', date: '2026-01-01' };

const EXAMPLES = {
  object: (schema, schemas, depth) => toObject(schema, schemas, depth),
  array: ({ items }, schemas, depth) => (items === undefined || Array.isArray(items) ? [] : [toExample(items, schemas, depth + 1)]),
  string: ({ format, minLength = 0 }) => FORMATS[format] ?? 'string'.padEnd(minLength, '.'),
  integer: ({ minimum = 0 }) => minimum,
  number: ({ minimum = 0 }) => minimum,
  boolean: () => false,
};

function toObject({ properties = {} }, schemas, depth) {
  return Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, toExample(property, schemas, depth + 1)]));
}

/** What is wrong with a value, by place: `['message.text: at least 1 character']`. */
export function findMistakes(value, schema, schemas, place = 'message') {
  const known = follow(schema, schemas);
  const types = typesOf(known);
  if (known.const !== undefined && !isSame(value, known.const)) return [`${place}: must be ${JSON.stringify(known.const)}`];
  if (known.enum !== undefined && !known.enum.some((member) => isSame(value, member))) return [`${place}: must be one of ${JSON.stringify(known.enum)}`];
  if (known.type !== undefined && !types.some((type) => TYPES[type]?.(value))) return [`${place}: must be of type ${types.join(' or ')}`];
  return [
    ...(known.allOf ?? []).flatMap((member) => findMistakes(value, member, schemas, place)),
    ...findUnionMistakes(value, known, schemas, place),
    ...findTextMistakes(value, known, place),
    ...findNumberMistakes(value, known, place),
    ...findListMistakes(value, known, schemas, place),
    ...findObjectMistakes(value, known, schemas, place),
  ];
}

const TYPES = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};

/** Of a union, the member that fits best says what is wrong. */
function findUnionMistakes(value, { anyOf, oneOf }, schemas, place) {
  const members = anyOf ?? oneOf ?? [];
  const mistakes = members.map((member) => findMistakes(value, member, schemas, place));
  if (mistakes.length === 0 || mistakes.some((found) => found.length === 0)) return [];
  const discriminated = mistakes.filter((found) => !found.some((text) => text.includes(': must be "')));
  return (discriminated.length > 0 ? discriminated : mistakes).sort((left, right) => left.length - right.length)[0];
}

function findTextMistakes(value, { minLength = 0, maxLength = Infinity, pattern }, place) {
  if (typeof value !== 'string') return [];
  const length = [...value].length;
  if (length < minLength) return [`${place}: at least ${minLength} character${minLength === 1 ? '' : 's'}`];
  if (length > maxLength) return [`${place}: at most ${maxLength} characters`];
  return pattern !== undefined && !new RegExp(pattern, 'u').test(value) ? [`${place}: must match ${pattern}`] : [];
}

function findNumberMistakes(value, { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity }, place) {
  if (typeof value !== 'number') return [];
  if (value < minimum || value <= exclusiveMinimum)
    return [`${place}: must be ${value < minimum ? 'at least' : 'more than'} ${Math.max(minimum, exclusiveMinimum)}`];
  if (value > maximum || value >= exclusiveMaximum)
    return [`${place}: must be ${value > maximum ? 'at most' : 'less than'} ${Math.min(maximum, exclusiveMaximum)}`];
  return [];
}

function findListMistakes(value, { items, minItems = 0, maxItems = Infinity }, schemas, place) {
  if (!Array.isArray(value)) return [];
  if (value.length < minItems) return [`${place}: at least ${minItems} items`];
  if (value.length > maxItems) return [`${place}: at most ${maxItems} items`];
  return value.flatMap((item, index) => {
    const schema = Array.isArray(items) ? items[index] : items;
    return isObject(schema) ? findMistakes(item, schema, schemas, `${place}.${index}`) : [];
  });
}

function findObjectMistakes(value, { properties = {}, required = [], additionalProperties }, schemas, place) {
  if (!isObject(value)) return [];
  const missing = required.filter((name) => !Object.hasOwn(value, name)).map((name) => `${place}.${name}: is missing`);
  const wrong = Object.entries(value).flatMap(([name, member]) => {
    if (Object.hasOwn(properties, name)) return findMistakes(member, properties[name], schemas, `${place}.${name}`);
    if (additionalProperties === false) return [`${place}.${name}: is not known`];
    return isObject(additionalProperties) ? findMistakes(member, additionalProperties, schemas, `${place}.${name}`) : [];
  });
  return [...missing, ...wrong];
}

function follow(schema, schemas) {
  return schema?.$ref === undefined ? (schema ?? {}) : follow(schemas[schema.$ref.split('/').at(-1)], schemas);
}

function typesOf({ type, properties }) {
  return [type ?? (properties === undefined ? 'string' : 'object')].flat();
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(left, right) {
  return JSON.stringify(left) === JSON.stringify(right);
}
