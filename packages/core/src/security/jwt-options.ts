import { anything, findOptionProblems } from '../validation/option-table.js';
import type { OptionRule, OptionRules, OptionTable } from '../validation/option-table.js';
import type { IssueOptions, JwtOptions } from './jwt.js';

const text: OptionRule = { accepts: isText, expected: 'a text' };
const texts: OptionRule = {
  accepts: (value) => isText(value) || (Array.isArray(value) && value.length > 0 && value.every(isText)),
  expected: 'a text or a list of texts',
};
const seconds: OptionRule = { accepts: Number.isFinite, expected: 'a number of seconds' };

const RULES: OptionRules<JwtOptions> = {
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
  maxLength: { accepts: (value) => Number.isInteger(value) && (value as number) > 0, expected: 'a whole number of characters' },
  now: { accepts: (value) => typeof value === 'function', expected: 'a function' },
};

const ISSUE_RULES: OptionRules<IssueOptions> = { expiresIn: seconds, notBefore: seconds, id: text, subject: text, audience: texts };

/**
 * Options that are misspelt or of another kind: `isuer` would check nobody's, and '15m' would make tokens that no one accepts.
 *
 * @throws TypeError
 */
export function assertJwtOptions(options: object): void {
  assertOptions('jwt', options, RULES);
}

/** @throws TypeError */
export function assertIssueOptions(options: object): void {
  assertOptions('jwt.issue', options, ISSUE_RULES);
}

function assertOptions(place: string, options: object, rules: OptionTable['rules']): void {
  const problems = findOptionProblems(options, { rules });
  if (problems.length > 0) throw new TypeError(problems.map(({ message }) => `${place}: ${message}`).join('\n'));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
