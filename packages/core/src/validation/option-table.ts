import { ProblemList } from '../errors.js';
import type { ErrorCode } from '../errors.js';
import { formatFound } from './found.js';
import { findNearest } from './nearest-word.js';

/** What an option may be: a test, and the words for it. */
export interface OptionRule {
  readonly accepts: (value: unknown) => boolean;
  readonly expected: string;
}

/** One rule for each option of a type; the compiler misses none. `x-` members are named by none. */
export type OptionRules<TOptions> = { readonly [TName in Exclude<keyof TOptions, `x-${string}`>]-?: OptionRule };

/** What options are read by. */
export interface OptionTable {
  readonly rules: Readonly<Record<string, OptionRule>>;
  /** Names that somebody else reads: nothing is said of them. */
  readonly foreign?: readonly string[];
  /** True where `x-` members of a document may stand beside the options. */
  readonly isExtensible?: boolean;
  /** What to do about a name that belongs elsewhere: `Write documents: [{ redoc: … }].`; undefined for all others. */
  readonly cureOf?: (name: string) => string | undefined;
}

/** An option that is not known, or is none that it may be: `the option 'isuer' is not known. Write 'issuer'.` */
export interface OptionProblem {
  readonly name: string;
  readonly message: string;
}

/** The rule of what is checked by whoever reads it. */
export const anything: OptionRule = { accepts: () => true, expected: '' };
export const flag: OptionRule = { accepts: (value) => typeof value === 'boolean', expected: 'true or false' };
export const list: OptionRule = { accepts: Array.isArray, expected: 'a list' };
export const text: OptionRule = { accepts: (value) => typeof value === 'string', expected: 'a text' };

/** A value left undefined is one that is not given; a misspelt name is wrong whatever it holds. */
export function findOptionProblems(options: object, table: OptionTable): readonly OptionProblem[] {
  return Object.entries(options).flatMap(([name, value]) => {
    if (table.foreign?.includes(name) === true) return [];
    const message = findProblem(name, value, table);
    return message === undefined ? [] : [{ name, message }];
  });
}

/**
 * The options without those that nobody knows, those whose value is none the option may have, and those that are somebody
 * else's: the first two are noted, so that everything after can rely on the rest.
 */
export function readByRules<TOptions extends object>(
  options: TOptions,
  table: OptionTable & { readonly code: ErrorCode },
  place: string,
  problems: ProblemList,
): TOptions {
  const found = findOptionProblems(options, table);
  for (const { message } of found) problems.add(table.code, place, message);
  const unusable = new Set([...found.map(({ name }) => name), ...(table.foreign ?? [])]);
  return Object.fromEntries(Object.entries(options).filter(([name]) => !unusable.has(name))) as TOptions;
}

/**
 * Of an option of `createApp` that has options of its own.
 *
 * @throws BootError (TYPHOON_ERR_APP_OPTIONS) with each that is not known, or is none that it may be.
 */
export function assertAppOption(name: string, options: object, rules: OptionTable['rules']): void {
  const problems = new ProblemList();
  readByRules(options, { rules, code: 'TYPHOON_ERR_APP_OPTIONS' }, `createApp(), option '${name}'`, problems);
  problems.assertNone();
}

/**
 * Of a function that is called before there is an application.
 *
 * @param call What is called, for messages: `sessions()`.
 * @throws TypeError with each option that is not known, or is none that it may be.
 */
export function assertOptions(call: string, options: object, rules: OptionTable['rules']): void {
  const found = findOptionProblems(options, { rules });
  if (found.length > 0) throw new TypeError(found.map(({ message }) => `${call}: ${message}`).join('\n'));
}

function findProblem(name: string, value: unknown, table: OptionTable): string | undefined {
  const rule = Object.hasOwn(table.rules, name) ? table.rules[name] : undefined;
  if (rule !== undefined) {
    if (value === undefined || rule.accepts(value)) return undefined;
    return `the option '${name}' expects ${rule.expected} but got ${formatValue(value)}.`;
  }
  const { isExtensible = false, cureOf } = table;
  if (isExtensible && name.startsWith('x-')) return undefined;
  const known = Object.keys(table.rules);
  const otherwise = isExtensible ? `Remove it, or write 'x-${name}' for a member of the document.` : `There are '${known.join("', '")}'.`;
  const meant = findNearest(name, known);
  return `the option '${name}' is not known. ${cureOf?.(name) ?? (meant === undefined ? otherwise : `Write '${meant}'.`)}`;
}

function formatValue(value: unknown): string {
  if (typeof value !== 'object' || value === null) return formatFound(value);
  try {
    return JSON.stringify(value, showFunction).replaceAll('"', "'").slice(0, 80);
  } catch {
    // JSON has no words for circles and large integers.
    return formatFound(value);
  }
}

/** A class in a list is shown by its name: JSON would say null. */
function showFunction(_: string, value: unknown): unknown {
  return typeof value === 'function' ? value.name : value;
}
