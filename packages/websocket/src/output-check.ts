import type { MessageDefinition, ValidationIssue } from '@typhoon/core';
import { codecOf, collectOutputIssues, compileValidator, INVALID, isTransform } from '@typhoon/core/internal';
import type { CompileServices } from '@typhoon/core/internal';

type Schema = MessageDefinition['schema'];

/** What is wrong with a value that is to be written by a schema; nothing for nearly all of them. */
export type OutputCheck = (value: unknown) => readonly ValidationIssue[];

const NONE: readonly ValidationIssue[] = [];

/**
 * Prepares the check of what is sent. The check proper explains, and is slow; where values look the same inside and on
 * the wire, the compiled validator of what comes in says first whether there is anything to explain.
 */
export function compileOutputCheck(schema: Schema, location: readonly string[], services: Pick<CompileServices, 'formats'>): OutputCheck {
  const explain: OutputCheck = (value) => collectOutputIssues(schema, value, location, { formats: services.formats, isAnswer: true });
  if (!isSameOnWire(schema, new Set())) return explain;
  const validator = compileValidator(schema, 'json', services);
  return (value) => (validator.read(value) === INVALID ? explain(value) : NONE);
}

/** False where a Date, a Set or the like stands for a text, or a default for what is missing. */
function isSameOnWire(schema: unknown, seen: Set<unknown>): boolean {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return true;
  seen.add(schema);
  if (!Array.isArray(schema)) {
    const { default: fallback, format, type } = schema as Readonly<Record<string, unknown>>;
    if (fallback !== undefined || codecOf(schema as Schema) !== undefined || isTransform(schema as Schema)) return false;
    if (OTHER_TYPES.has(type) || (format !== undefined && typeof format !== 'string')) return false;
  }
  return Object.values(schema).every((member) => isSameOnWire(member, seen));
}

/** TypeBox's types that JSON lacks. */
const OTHER_TYPES: ReadonlySet<unknown> = new Set(['Date', 'bigint', 'Uint8Array', 'symbol', 'undefined', 'void', 'Promise', 'Function', 'constructor']);
