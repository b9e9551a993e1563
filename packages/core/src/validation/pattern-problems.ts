import type { ErrorCode } from '../errors.js';
import type { JsonSchema } from '../schema/typebox.js';
import { patternOf } from './constraint.js';
import { findBacktracking } from './pattern-backtracking.js';
import type { Backtracking } from './pattern-backtracking.js';

/** The keyword that says of a schema's patterns: "I have looked, they are harmless." */
const SAFE = 'x-safe-pattern';

const findings = new Map<string, Backtracking | undefined>();
const MAX_FINDINGS = 10_000;

/** What is wrong with a pattern of a schema; patterns marked as safe must still be spelled right. */
export function findPatternProblem(source: string, flags: string, schema: JsonSchema): { readonly code: ErrorCode; readonly message: string } | undefined {
  const mistake = findSyntaxError(source, flags);
  if (mistake !== undefined)
    return {
      code: 'TYPHOON_ERR_SCHEMA_INVALID',
      message: `the pattern '${source}' is no regular expression${flags === '' ? '' : ` with the flags '${flags}'`}: ${mistake}.`,
    };
  if (schema[SAFE] === true) return undefined;
  const maxLength = typeof schema['maxLength'] === 'number' ? schema['maxLength'] : undefined;
  const found = remember(source, flags, maxLength);
  return found === undefined
    ? undefined
    : { code: 'TYPHOON_ERR_SCHEMA_PATTERN', message: `the pattern '${source}' ${explain(found)}, or mark it { '${SAFE}': true }.` };
}

function findSyntaxError(source: string, flags: string): string | undefined {
  try {
    patternOf(source, flags);
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^.*: /s, '');
  }
}

function remember(source: string, flags: string, maxLength: number | undefined): Backtracking | undefined {
  const key = `${flags}/${maxLength}/${source}`;
  if (findings.has(key)) return findings.get(key);
  if (findings.size >= MAX_FINDINGS) findings.clear();
  const found = findBacktracking(source, { flags, maxLength });
  findings.set(key, found);
  return found;
}

function explain(found: Backtracking): string {
  if (found.growth === 'exponential')
    return "can take time that doubles with every character of a text, since a loop in it can match the same text in several ways. Write it without that choice: '^[a-z]+$' for '^([a-z]+)+$'";
  if (found.growth === 'unknown') return 'is too large to be checked for the time it can take. Simplify it';
  return `can take time that grows with the ${nameOfPower(found.degree)} of a text's length, since several loops in it can match the same text (without '^', each character begins a new search). Add a maxLength, write it without that choice`;
}

function nameOfPower(degree: number): string {
  return degree === 2 ? 'square' : degree === 3 ? 'cube' : `${degree}th power`;
}
