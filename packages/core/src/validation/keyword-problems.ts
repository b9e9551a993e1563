import type { JsonSchema } from '../schema/typebox.js';
import { findNearest } from './nearest-word.js';

/** A keyword that cannot mean what it says. */
export interface KeywordProblem {
  readonly keyword: string;
  readonly message: string;
}

const PAIRS = [
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
  ['minimum', 'maximum'],
  ['minContains', 'maxContains'],
  ['minByteLength', 'maxByteLength'],
] as const;

const SIZES = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties', 'minContains', 'maxContains'];
const FIGURES = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];

const LIMITS: ReadonlySet<string> = new Set([...PAIRS.flat(), ...SIZES, ...FIGURES, 'enum', 'anyOf', 'oneOf']);
const NONE: readonly KeywordProblem[] = [];

/** Keywords of one schema that contradict each other or have no sense; what is inside it is not looked at. */
export function findContradictions(schema: JsonSchema): readonly KeywordProblem[] {
  if (!Object.keys(schema).some((keyword) => LIMITS.has(keyword))) return NONE;
  return [...findWrongFigures(schema), ...findCrossedLimits(schema), ...findEmptyChoices(schema)];
}

/** What checks something: a misspelt one would check nothing, and nobody would see it. */
const CHECKING = [...SIZES, ...FIGURES, 'pattern', 'format', 'default', 'uniqueItems', 'contains', 'additionalProperties'];
const KNOWN: ReadonlySet<string> = new Set([
  ...CHECKING,
  ...['type', 'const', 'enum', 'items', 'prefixItems', 'additionalItems', 'properties', 'patternProperties', 'propertyNames', 'required', 'not'],
  ...['anyOf', 'allOf', 'oneOf', 'if', 'then', 'else', 'dependentSchemas', 'dependentRequired', 'unevaluatedProperties', 'unevaluatedItems'],
  ...['title', 'description', 'example', 'examples', 'deprecated', 'readOnly', 'writeOnly', 'externalDocs', 'xml', 'discriminator', 'nullable'],
  ...['contentEncoding', 'contentMediaType', 'contentSchema', 'minByteLength', 'maxByteLength', 'formatMinimum', 'formatMaximum', 'source', 'flags'],
]);
/** As other libraries name them: pydantic, class-validator, zod. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['gt', 'exclusiveMinimum'],
  ['ge', 'minimum'],
  ['gte', 'minimum'],
  ['min', 'minimum'],
  ['lt', 'exclusiveMaximum'],
  ['le', 'maximum'],
  ['lte', 'maximum'],
  ['max', 'maximum'],
  ['regex', 'pattern'],
]);

/** Keywords that JSON Schema does not know and that were probably meant to be another; those of users are let alone. */
export function findMisspelt(schema: JsonSchema): readonly KeywordProblem[] {
  const unknown = Object.keys(schema).filter((keyword) => !KNOWN.has(keyword) && !keyword.startsWith('x-') && !keyword.startsWith('$'));
  return unknown.flatMap((keyword) => {
    const meant = ELSEWHERE.get(keyword) ?? findNearest(keyword, CHECKING);
    return meant === undefined ? [] : [{ keyword, message: `the keyword '${keyword}' is not known, hence nothing would check it. Did you mean '${meant}'?` }];
  });
}

function findWrongFigures(schema: JsonSchema): KeywordProblem[] {
  const problems: KeywordProblem[] = [];
  for (const keyword of SIZES) {
    if (keyword in schema && schema[keyword] !== undefined && !(Number.isInteger(schema[keyword]) && (schema[keyword] as number) >= 0))
      problems.push({ keyword, message: `'${keyword}' is ${show(schema[keyword])}, but counts something. Use an integer from 0.` });
  }
  for (const keyword of FIGURES) {
    const value = schema[keyword];
    if (value === undefined || typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value))) continue;
    problems.push({ keyword, message: `'${keyword}' is ${show(value)}, but is compared with numbers. Use a finite number.` });
  }
  const divisor = schema['multipleOf'];
  if (typeof divisor === 'number' && divisor <= 0) problems.push({ keyword: 'multipleOf', message: `'multipleOf' is ${divisor}. Use a number above 0.` });
  return problems;
}

function findCrossedLimits(schema: JsonSchema): KeywordProblem[] {
  return PAIRS.flatMap(([least, most]) => {
    const { [least]: low, [most]: high } = schema;
    if (typeof low !== 'number' || typeof high !== 'number' || low <= high) return [];
    return [{ keyword: least, message: `'${least}' is ${low} and '${most}' ${high}, hence no value fits. Exchange or change them.` }];
  });
}

function findEmptyChoices(schema: JsonSchema): KeywordProblem[] {
  return ['enum', 'anyOf', 'oneOf'].flatMap((keyword) => {
    const choices = schema[keyword];
    if (choices === undefined || (Array.isArray(choices) && choices.length > 0)) return [];
    return [{ keyword, message: `'${keyword}' offers nothing to choose from, hence no value fits. List what is allowed.` }];
  });
}

function show(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? typeof value);
}
