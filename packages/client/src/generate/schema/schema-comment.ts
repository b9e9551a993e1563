/** What a schema says of its values that a type cannot. */
import { listOf, propertyOf, textOf } from '../load/node.js';

const LIMITS = [
  ['format', 'Format'],
  ['contentEncoding', 'Encoding'],
  ['contentMediaType', 'Media type'],
  ['minimum', 'At least'],
  ['exclusiveMinimum', 'More than'],
  ['maximum', 'At most'],
  ['exclusiveMaximum', 'Less than'],
  ['multipleOf', 'Multiple of'],
  ['minLength', 'Shortest length'],
  ['maxLength', 'Longest length'],
  ['pattern', 'Pattern'],
  ['minItems', 'Fewest items'],
  ['maxItems', 'Most items'],
  ['minProperties', 'Fewest properties'],
  ['maxProperties', 'Most properties'],
  ['default', 'Default'],
] as const;

/** A default longer than this explains nothing. */
const LONGEST_VALUE = 100;

/** Paragraphs of a doc comment; none where there is nothing to say. */
export function commentOfSchema(schema: unknown): string[] {
  const title = textOf(schema, 'title') ?? '';
  const description = textOf(schema, 'description') ?? '';
  const heading = title !== '' && !description.includes(title) ? title : '';
  return [heading, description, limitsOf(schema), exampleOf(schema), deprecationOf(schema)].filter((text) => text.trim() !== '');
}

/** '@deprecated', where it is. */
export function deprecationOf(value: unknown): string {
  return propertyOf(value, 'deprecated') === true ? '@deprecated' : '';
}

/** 'Format: email. Longest length: 200.' */
function limitsOf(schema: unknown): string {
  const found = LIMITS.map(([name, label]) => {
    const value = limitOf(schema, name);
    return isPlain(value) ? `${label}: ${name === 'pattern' ? `\`${toText(value)}\`` : toText(value)}.` : '';
  });
  const unique = propertyOf(schema, 'uniqueItems') === true ? 'No two items are equal.' : '';
  return [...found, unique].filter((text) => text !== '' && text.length <= LONGEST_VALUE).join(' ');
}

/** Of OpenAPI 3.0 `exclusiveMinimum: true` says of `minimum` that it is no value itself: there, each stands for the other. @see OpenAPI 3.0.4 §4.7.24 */
function limitOf(schema: unknown, name: string): unknown {
  const value = propertyOf(schema, name);
  const bound = /^(exclusiveM|m)(inimum|aximum)$/.exec(name);
  if (bound === null) return value;
  const isExclusive = propertyOf(schema, `exclusiveM${bound[2]}`);
  if (typeof isExclusive !== 'boolean') return value;
  return isExclusive === (bound[1] === 'exclusiveM') ? propertyOf(schema, `m${bound[2]}`) : undefined;
}

function exampleOf(schema: unknown): string {
  const example = propertyOf(schema, 'example') ?? listOf(schema, 'examples')[0];
  const text = isPlain(example) ? toText(example) : '';
  return text === '' || text.length > LONGEST_VALUE ? '' : `Example: \`${text}\``;
}

function isPlain(value: unknown): value is string | number | boolean {
  return (typeof value === 'string' && value !== '') || (typeof value === 'number' && Number.isFinite(value)) || typeof value === 'boolean';
}

function toText(value: string | number | boolean): string {
  return String(value).replaceAll('`', "'");
}
