import { findNearest } from '../validation/nearest-word.js';
import type { IssueOptions, JwtOptions } from './jwt.js';

/** What an option may be: a test, and the words for it. */
type Rule = readonly [accepts: (value: unknown) => boolean, expected: string];

type Rules<TOptions> = { readonly [TName in keyof TOptions]-?: Rule };

const anything: Rule = [() => true, ''];
const text: Rule = [(value) => typeof value === 'string' && value !== '', 'a text'];
const texts: Rule = [(value) => [value].flat().length > 0 && [value].flat().every((one) => typeof one === 'string' && one !== ''), 'a text or a list of texts'];
const seconds: Rule = [Number.isFinite, 'a number of seconds'];

/** The compiler misses none. */
const OPTIONS: Rules<JwtOptions> = {
  // Checked where they are prepared.
  keys: anything,
  algorithms: anything,
  claims: anything,
  issuer: texts,
  audience: texts,
  expiresIn: seconds,
  clockTolerance: seconds,
  type: text,
  formats: anything,
  maxLength: [(value) => Number.isInteger(value) && (value as number) > 0, 'a whole number of characters'],
  now: [(value) => typeof value === 'function', 'a function'],
};

const ISSUE: Rules<IssueOptions> = { expiresIn: seconds, notBefore: seconds, id: text, subject: text, audience: texts };

/**
 * Options that are misspelt or of another kind: `isuer` would check nobody's, and '15m' would make tokens that no one accepts.
 *
 * @throws TypeError
 */
export function assertJwtOptions(options: object): void {
  assertOptions('jwt', options, OPTIONS);
}

/** @throws TypeError */
export function assertIssueOptions(options: object): void {
  assertOptions('jwt.issue', options, ISSUE);
}

function assertOptions(place: string, options: object, rules: Readonly<Record<string, Rule>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(rules, name)) throw new TypeError(`${place}: there is no option '${name}'. ${toCure(name, Object.keys(rules))}`);
    const [accepts, expected] = rules[name] ?? anything;
    if (value !== undefined && !accepts(value)) throw new TypeError(`${place}: the option '${name}' expects ${expected} but got ${describe(value)}.`);
  }
}

function toCure(name: string, known: readonly string[]): string {
  const meant = findNearest(name, known);
  return meant === undefined ? `There are '${known.join("', '")}'.` : `Write '${meant}'.`;
}

function describe(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `'${String(value)}'` : `a value of type '${value === null ? 'null' : typeof value}'`;
}
