/**
 * The keywords that limit a text, a number or a decoded value. Of each value the first violation is reported, in
 * pydantic's order.
 */
import { numberFormatOf, stringFormatOf } from '../schema/formats.js';
import type { FormatTable } from '../schema/formats.js';
import type { JsonSchema } from '../schema/typebox.js';
import { complainOfFormat } from './format-issue.js';
import type { Complaint } from './format-issue.js';
import { compileMultipleOf, countCodePoints } from './number.js';

const patterns = new Map<string, RegExp>();
const MAX_PATTERNS = 10_000;

/** The regular expression of a `pattern`, compiled once, with the `u` flag as JSON Schema recommends. */
export function patternOf(source: string, flags = 'u'): RegExp {
  const key = `${flags}/${source}`;
  const known = patterns.get(key);
  if (known !== undefined) return known;
  const pattern = new RegExp(source, flags);
  if (patterns.size >= MAX_PATTERNS) patterns.clear();
  patterns.set(key, pattern);
  return pattern;
}

/** What a text must match: `pattern`, or the expression of TypeBox's `RegExp` with its own flags. */
export function expressionOf(schema: JsonSchema): RegExp | undefined {
  const { type, pattern, source, flags } = schema;
  if (type === 'RegExp' && typeof source === 'string') return patternOf(source, expressionFlags(flags));
  return typeof pattern === 'string' ? patternOf(pattern) : undefined;
}

/** The flags without those that make an expression remember where it stopped. */
export function expressionFlags(flags: unknown): string {
  return typeof flags === 'string' ? flags.replaceAll(/[gy]/g, '') : '';
}

function figure(schema: JsonSchema, keyword: string): number | undefined {
  const value = schema[keyword];
  return typeof value === 'number' ? value : undefined;
}

export function findStringComplaint(schema: JsonSchema, text: string, formats: FormatTable | undefined): Complaint | undefined {
  const least = figure(schema, 'minLength');
  const most = figure(schema, 'maxLength');
  const length = least === undefined && most === undefined ? 0 : countCodePoints(text);
  if (least !== undefined && length < least) return { type: 'string_too_short', context: { min_length: least } };
  if (most !== undefined && length > most) return { type: 'string_too_long', context: { max_length: most } };
  const expression = expressionOf(schema);
  if (expression?.test(text) === false) return { type: 'string_pattern_mismatch', context: { pattern: schema['pattern'] ?? expression.source } };
  const format = schema['format'];
  if (typeof format !== 'string' || (stringFormatOf(format, formats)?.(text) ?? true)) return undefined;
  return complainOfFormat(format, text, formats);
}

export function findNumberComplaint(schema: JsonSchema, value: number): Complaint | undefined {
  const divisor = figure(schema, 'multipleOf');
  if (divisor !== undefined && !compileMultipleOf(divisor)(value)) return { type: 'multiple_of', context: { multiple_of: divisor } };
  const range = findRangeComplaint(schema, value);
  if (range !== undefined) return range;
  const format = schema['format'];
  if (typeof format !== 'string' || (numberFormatOf(format)?.(value) ?? true)) return undefined;
  return { type: 'value_error', context: { error: `not a valid ${format}` } };
}

function findRangeComplaint(schema: JsonSchema, value: number): Complaint | undefined {
  const { maximum, exclusiveMaximum, minimum, exclusiveMinimum } = schema;
  if (typeof maximum === 'number' && value > maximum) return { type: 'less_than_equal', context: { le: maximum } };
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) return { type: 'less_than', context: { lt: exclusiveMaximum } };
  if (typeof minimum === 'number' && value < minimum) return { type: 'greater_than_equal', context: { ge: minimum } };
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) return { type: 'greater_than', context: { gt: exclusiveMinimum } };
  return undefined;
}

/** TypeBox's options for dates, big integers and bytes, which limit the decoded value. */
export function findDecodedComplaint(schema: JsonSchema, value: unknown): Complaint | undefined {
  if (value instanceof Date) return findDateComplaint(schema, value.getTime());
  if (typeof value === 'bigint') return findBigIntComplaint(schema, value);
  return value instanceof Uint8Array ? findBytesComplaint(schema, value.byteLength) : undefined;
}

function findDateComplaint(schema: JsonSchema, time: number): Complaint | undefined {
  const divisor = figure(schema, 'multipleOfTimestamp');
  if (divisor !== undefined && time % divisor !== 0) return { type: 'multiple_of', context: { multiple_of: divisor } };
  const le = figure(schema, 'maximumTimestamp');
  if (le !== undefined && time > le) return { type: 'less_than_equal', context: { le: toIso(le) } };
  const lt = figure(schema, 'exclusiveMaximumTimestamp');
  if (lt !== undefined && time >= lt) return { type: 'less_than', context: { lt: toIso(lt) } };
  const ge = figure(schema, 'minimumTimestamp');
  if (ge !== undefined && time < ge) return { type: 'greater_than_equal', context: { ge: toIso(ge) } };
  const gt = figure(schema, 'exclusiveMinimumTimestamp');
  return gt !== undefined && time <= gt ? { type: 'greater_than', context: { gt: toIso(gt) } } : undefined;
}

function toIso(timestamp: number): string {
  return new Date(timestamp).toISOString();
}

function findBigIntComplaint(schema: JsonSchema, value: bigint): Complaint | undefined {
  const { multipleOf, maximum, exclusiveMaximum, minimum, exclusiveMinimum } = schema;
  // Figures as text: what an issue says is written as JSON, which has no big integers.
  if (isBig(multipleOf) && value % BigInt(multipleOf) !== 0n) return { type: 'multiple_of', context: { multiple_of: String(multipleOf) } };
  if (isBig(maximum) && value > maximum) return { type: 'less_than_equal', context: { le: String(maximum) } };
  if (isBig(exclusiveMaximum) && value >= exclusiveMaximum) return { type: 'less_than', context: { lt: String(exclusiveMaximum) } };
  if (isBig(minimum) && value < minimum) return { type: 'greater_than_equal', context: { ge: String(minimum) } };
  if (isBig(exclusiveMinimum) && value <= exclusiveMinimum) return { type: 'greater_than', context: { gt: String(exclusiveMinimum) } };
  return undefined;
}

function isBig(value: unknown): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}

function findBytesComplaint(schema: JsonSchema, length: number): Complaint | undefined {
  const least = figure(schema, 'minByteLength');
  if (least !== undefined && length < least) return { type: 'bytes_too_short', context: { min_length: least } };
  const most = figure(schema, 'maxByteLength');
  return most !== undefined && length > most ? { type: 'bytes_too_long', context: { max_length: most } } : undefined;
}
