/** Chooses the branch of a union that a value is written as. */
import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from '../schema/typebox.js';
import { MAX_DEPTH, failTooDeep } from './json-text.js';
import { isRecord, readMember, toJsonForm } from './object-form.js';
import type { CodecShape, ListShape, ObjectShape, Shape, StringShape, UnionShape } from './shape.js';
import { toText } from './text-form.js';

/** What a value that does not fit scores. */
const REFUSED = -1;
/** A declared property outweighs any number of constants and undeclared keys that fit. */
const PROPERTY = 2 ** 20;

/** What was found out of objects under one choice: without it, unions inside unions take time exponential in depth. */
type Memo = Map<unknown, Map<Shape, number>>;

/**
 * The index of the most specific branch that accepts the value: the one under which most declared properties are present, at any depth; the first of equals.
 * -1 when none accepts it.
 */
export function chooseBranch(branches: readonly Shape[], value: unknown): number {
  const memo: Memo = new Map();
  let best = REFUSED;
  let chosen = -1;
  for (const [index, branch] of branches.entries()) {
    const score = scoreShape(branch, value, 0, memo);
    if (score <= best) continue;
    best = score;
    chosen = index;
  }
  return chosen;
}

/** True when the value can be written as the shape. */
export function accepts(shape: Shape, value: unknown): boolean {
  return scoreShape(shape, value, 0, new Map()) !== REFUSED;
}

function scoreShape(shape: Shape, value: unknown, depth: number, memo: Memo): number {
  if (depth > MAX_DEPTH) failTooDeep();
  if (typeof value !== 'object' || value === null) return scoreNew(shape, value, depth, memo);
  const scores = memo.get(value) ?? new Map<Shape, number>();
  memo.set(value, scores);
  const known = scores.get(shape);
  if (known !== undefined) return known;
  const score = scoreNew(shape, value, depth, memo);
  scores.set(shape, score);
  return score;
}

function scoreNew(shape: Shape, value: unknown, depth: number, memo: Memo): number {
  if ('excluded' in shape && shape.excluded.some((excluded) => scoreShape(excluded, value, depth + 1, memo) !== REFUSED)) return REFUSED;
  switch (shape.is) {
    case 'any':
      return toScore(value !== undefined && typeof value !== 'function' && typeof value !== 'symbol' && fitsLimits(shape.limits, value));
    case 'never':
      return REFUSED;
    case 'absent':
      return toScore(value === undefined);
    case 'null':
      return toScore(value === null);
    case 'boolean':
      return toScore(typeof value === 'boolean');
    case 'integer':
      return toScore((Number.isInteger(value) || typeof value === 'bigint') && isWithin(shape.limits, Number(value)));
    case 'number':
      return toScore((Number.isFinite(value) || typeof value === 'bigint') && isWithin(shape.limits, Number(value)));
    case 'string':
      return scoreString(shape, value);
    case 'const':
      return shape.values.some((constant) => constant === value || (typeof constant === 'object' && constant !== null && isDeepStrictEqual(constant, value)))
        ? 2
        : REFUSED;
    case 'codec':
      return scoreCodec(shape, value, depth, memo);
    case 'list':
      return scoreList(shape, value, depth, memo);
    case 'object':
      return scoreObject(shape, value, depth, memo);
    case 'union':
      return scoreUnion(shape, value, depth, memo);
  }
}

function toScore(fits: boolean): number {
  return fits ? 0 : REFUSED;
}

/** What a schema without a type says of texts, numbers and lists it says of those only. */
function fitsLimits(limits: readonly JsonSchema[], value: unknown): boolean {
  if (typeof value === 'string') return limits.every((schema) => hasLimits(schema, value));
  if (typeof value === 'number' || typeof value === 'bigint') return isWithin(limits, Number(value));
  return !Array.isArray(value) || isOfLength(limits, value.length);
}

function isOfLength(limits: readonly JsonSchema[], length: number): boolean {
  return limits.every(({ minItems, maxItems }) => !(length < (minItems as number)) && !(length > (maxItems as number)));
}

function isWithin(limits: readonly JsonSchema[], value: number): boolean {
  return limits.every(
    ({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }) =>
      !(value < (minimum as number)) && !(value > (maximum as number)) && !(value <= (exclusiveMinimum as number)) && !(value >= (exclusiveMaximum as number)),
  );
}

function scoreString(shape: StringShape, value: unknown): number {
  const text = toText(value, shape.format);
  return toScore(text !== undefined && shape.limits.every((limits) => hasLimits(limits, text)));
}

const patterns = new WeakMap<JsonSchema, RegExp>();

function hasLimits(schema: JsonSchema, text: string): boolean {
  const { minLength, maxLength, pattern } = schema;
  if (minLength !== undefined || maxLength !== undefined) {
    // In code points, as JSON Schema counts.
    const length = [...text].length;
    if (length < (minLength as number) || length > (maxLength as number)) return false;
  }
  if (typeof pattern !== 'string') return true;
  const regExp = patterns.get(schema) ?? new RegExp(pattern, 'u');
  patterns.set(schema, regExp);
  return regExp.test(text);
}

function scoreCodec({ codec, wire }: CodecShape, value: unknown, depth: number, memo: Memo): number {
  if (codec.is(value)) return 1;
  if (value === undefined || scoreShape(wire, value, depth + 1, memo) === REFUSED) return REFUSED;
  return toScore(codec.decode(value as never) !== undefined);
}

function scoreList(shape: ListShape, value: unknown, depth: number, memo: Memo): number {
  if (!Array.isArray(value)) {
    const form = toJsonForm(value);
    return Array.isArray(form) ? scoreList(shape, form, depth, memo) : REFUSED;
  }
  if (value.length < shape.least || !isOfLength(shape.limits, value.length)) return REFUSED;
  let score = 0;
  for (const [index, item] of value.entries()) {
    const itemShape = shape.prefix[index] ?? shape.rest;
    // What follows a closed tuple is left out.
    if (itemShape === undefined) break;
    // JSON writes an item that is nothing as null.
    const itemScore = scoreShape(itemShape, itemShape.is === 'any' && item === undefined ? null : item, depth + 1, memo);
    if (itemScore === REFUSED) return REFUSED;
    score += itemScore;
  }
  return score;
}

function scoreObject(shape: ObjectShape, value: unknown, depth: number, memo: Memo): number {
  if (!isRecord(value)) {
    const form = toJsonForm(value);
    return isRecord(form) ? scoreObject(shape, form, depth, memo) : REFUSED;
  }
  let score = 0;
  for (const { name, required, shape: property } of shape.properties) {
    const member = readMember(value, name);
    if (member === undefined && (!required || scoreShape(property, undefined, depth + 1, memo) !== REFUSED)) continue;
    const memberScore = scoreShape(property, member, depth + 1, memo);
    if (memberScore === REFUSED) return REFUSED;
    score += PROPERTY + memberScore;
  }
  const keyScore = scoreKeys(shape, value, depth, memo);
  return keyScore === REFUSED ? REFUSED : score + keyScore;
}

function scoreKeys(shape: ObjectShape, value: Record<string, unknown>, depth: number, memo: Memo): number {
  if (shape.patterns.length === 0 && shape.additional === undefined) return 0;
  let score = 0;
  for (const key of Object.keys(value)) {
    if (shape.properties.some(({ name }) => name === key) || value[key] === undefined) continue;
    const keyShape = shape.patterns.find(({ pattern }) => pattern?.test(key) ?? true)?.shape ?? shape.additional;
    if (keyShape === undefined) continue;
    const keyScore = scoreShape(keyShape, value[key], depth + 1, memo);
    if (keyScore === REFUSED) return REFUSED;
    score += 1 + keyScore;
  }
  return score;
}

function scoreUnion({ branches }: UnionShape, value: unknown, depth: number, memo: Memo): number {
  let best = REFUSED;
  for (const branch of branches) best = Math.max(best, scoreShape(branch, value, depth + 1, memo));
  return best;
}
