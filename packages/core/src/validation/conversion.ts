import type { Complaint } from './format-issue.js';
import { complainOfType } from './format-issue.js';
import { INVALID } from './invalid.js';
import type { InputMode } from './issue.js';
import { isOfType } from './shape.js';
import { booleanOfText, integerOfText, numberOfText, safeIntegerOfText } from './text.js';
import type { JsonSchema } from '../schema/typebox.js';

/** How a value is written: as JSON, as text, or as the JavaScript value that a handler returned. */
export type ReadMode = InputMode | 'output';

/** A repeated scalar takes its last value. A list of lists is no repeated scalar, however often it is asked. */
export function lastOf(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const last: unknown = value.at(-1);
  return Array.isArray(last) ? value : last;
}

/** The value as one of a JSON type, coerced in text mode; `INVALID` where it is none. */
export function convert(type: string, value: unknown, mode: ReadMode): unknown {
  return mode === 'text' ? convertText(type, value) : isOfType(type, value) ? value : INVALID;
}

function convertText(type: string, value: unknown): unknown {
  if (type === 'array') return Array.isArray(value) ? value : [value];
  if (type === 'object') return isOfType('object', value) ? value : INVALID;
  const scalar = lastOf(value);
  if (typeof scalar !== 'string') return isOfType(type, scalar) ? scalar : INVALID;
  if (type === 'string') return scalar;
  if (type === 'integer') return orInvalid(safeIntegerOfText(scalar));
  if (type === 'number') return orInvalid(numberOfText(scalar));
  return type === 'boolean' ? (booleanOfText(scalar) ?? INVALID) : INVALID;
}

function orInvalid(value: number): unknown {
  return Number.isFinite(value) ? value : INVALID;
}

/** Why a value is not of a type. */
export function complainOfConversion(type: string, value: unknown, schema: JsonSchema, mode: ReadMode): Complaint {
  const scalar = mode === 'text' && type !== 'array' && type !== 'object' ? lastOf(value) : value;
  return (TYPE_COMPLAINTS[type] ?? complainOfOther)(scalar, schema, mode);
}

const TYPE_COMPLAINTS: Readonly<Record<string, ((value: unknown, schema: JsonSchema, mode: ReadMode) => Complaint) | undefined>> = {
  integer: complainOfInteger,
  number: complainOfNumber,
  boolean: complainOfBoolean,
  string: (_value, schema) => complainOfType(schema['format']),
  null: () => ({ type: 'none_required' }),
  array: (_value, schema) => ({ type: 'prefixItems' in schema || Array.isArray(schema['items']) ? 'tuple_type' : 'list_type' }),
  object: (_value, schema) => ({ type: 'properties' in schema || 'allOf' in schema ? 'model_attributes_type' : 'dict_type' }),
};

function complainOfOther(): Complaint {
  return { type: 'never' };
}

function complainOfInteger(value: unknown, _schema: JsonSchema, mode: ReadMode): Complaint {
  if (typeof value === 'string' && mode !== 'output') return complainOfIntegerText(value, mode);
  if (typeof value !== 'number') return { type: 'int_type' };
  return { type: Number.isFinite(value) ? 'int_from_float' : 'finite_number' };
}

// What a handler returns is never parsed. JSON is not coerced, but a text that is no number at all is told so, as FastAPI does; '5' only has the wrong type.
function complainOfIntegerText(text: string, mode: ReadMode): Complaint {
  if (Number.isNaN(integerOfText(text))) return { type: 'int_parsing' };
  return { type: mode === 'text' ? 'int_parsing_size' : 'int_type' };
}

function complainOfNumber(value: unknown, _schema: JsonSchema, mode: ReadMode): Complaint {
  if (typeof value === 'number') return { type: 'finite_number' };
  if (typeof value !== 'string' || mode === 'output') return { type: 'float_type' };
  if (Number.isNaN(numberOfText(value))) return { type: 'float_parsing' };
  return { type: mode === 'text' ? 'finite_number' : 'float_type' };
}

function complainOfBoolean(value: unknown, _schema: JsonSchema, mode: ReadMode): Complaint {
  if (mode === 'output') return { type: 'bool_type' };
  if (typeof value === 'string') return { type: booleanOfText(value) === undefined ? 'bool_parsing' : 'bool_type' };
  return { type: Number.isInteger(value) && value !== 0 && value !== 1 ? 'bool_parsing' : 'bool_type' };
}
