import type { JsonSchema } from '../schema/typebox.js';

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
