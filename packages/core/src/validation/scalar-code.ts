import { numberFormatOf, stringFormatOf } from '../schema/formats.js';
import type { JsonSchema } from '../schema/typebox.js';
import { FAIL, MAX_COMPARED, refuse } from './code-site.js';
import type { Site } from './code-site.js';
import { expressionOf } from './constraint.js';
import { compileMultipleOf } from './number.js';

const NUMBER_LIMITS = [
  ['minimum', '<'],
  ['maximum', '>'],
  ['exclusiveMinimum', '<='],
  ['exclusiveMaximum', '>='],
] as const;

export function compileNull(site: Site, input: string): string {
  site.lines.push(`if (${input} !== null) ${FAIL}`);
  return 'null';
}

export function compileConstants(members: readonly unknown[], site: Site, input: string): string {
  if (members.length === 0) return refuse(site);
  if (site.code.mode === 'text') {
    const member = site.code.fresh();
    // The members may hold null, which no text stands for: `undefined` is the only refusal.
    site.lines.push(`const ${member} = readTextMember(${site.code.hoist(JSON.stringify(members))}, ${input});`, `if (${member} === undefined) ${FAIL}`);
    return member;
  }
  const isNone =
    members.length <= MAX_COMPARED
      ? members.map((member) => `${input} !== ${JSON.stringify(member)}`).join(' && ')
      : `!${site.code.hoist(`new Set(${JSON.stringify(members)})`)}.has(${input})`;
  site.lines.push(`if (${isNone}) ${FAIL}`);
  return input;
}

export function compileString(node: JsonSchema, site: Site, input: string): string {
  const text = site.code.mode === 'text' ? site.code.fresh() : input;
  if (site.code.mode === 'text') site.lines.push(`const ${text} = typeof ${input} === 'string' ? ${input} : lastOf(${input});`);
  const checks = [`typeof ${text} !== 'string'`, ...lengthChecks(node, text)];
  const expression = expressionOf(node);
  if (expression !== undefined) checks.push(`!${site.code.constant(expression)}.test(${text})`);
  const format = typeof node['format'] === 'string' ? stringFormatOf(node['format'], site.code.formats) : undefined;
  if (format !== undefined) checks.push(`!${site.code.constant(format)}(${text})`);
  site.lines.push(`if (${checks.join(' || ')}) ${FAIL}`);
  return text;
}

export function compileNumber(type: 'integer' | 'number', node: JsonSchema, site: Site, input: string): string {
  const value = site.code.mode === 'text' ? site.code.fresh() : input;
  if (site.code.mode === 'text') site.lines.push(`const ${value} = ${type === 'integer' ? 'readTextInteger' : 'readTextNumber'}(${input});`);
  const checks = [`!${type === 'integer' ? 'isInteger' : 'isFinite'}(${value})`];
  for (const [keyword, operator] of NUMBER_LIMITS) {
    if (typeof node[keyword] === 'number') checks.push(`${value} ${operator} ${node[keyword]}`);
  }
  const divisor = node['multipleOf'];
  if (typeof divisor === 'number')
    checks.push(Number.isInteger(divisor) ? `${value} % ${divisor} !== 0` : `!${site.code.constant(multipleOf(divisor))}(${value})`);
  const format = typeof node['format'] === 'string' ? numberFormatOf(node['format']) : undefined;
  if (format !== undefined) checks.push(`!${site.code.constant(format)}(${value})`);
  site.lines.push(`if (${checks.join(' || ')}) ${FAIL}`);
  return value;
}

export function compileBoolean(site: Site, input: string): string {
  if (site.code.mode === 'json') {
    site.lines.push(`if (typeof ${input} !== 'boolean') ${FAIL}`);
    return input;
  }
  const value = site.code.fresh();
  site.lines.push(`const ${value} = readTextBoolean(${input});`, `if (${value} === undefined) ${FAIL}`);
  return value;
}

// The length in UTF-16 units bounds the length in code points from both sides, so counting is rarely needed.
function lengthChecks(node: JsonSchema, text: string): readonly string[] {
  const { minLength: least, maxLength: most } = node;
  const checks: string[] = [];
  if (typeof least === 'number' && least > 0) checks.push(`${text}.length < ${least}`);
  if (typeof least === 'number' && least > 1) checks.push(`${text}.length < ${2 * least} && countCodePoints(${text}) < ${least}`);
  if (typeof most === 'number') checks.push(`${text}.length > ${most} && (${text}.length > ${2 * most} || countCodePoints(${text}) > ${most})`);
  return checks;
}

const divisors = new Map<number, (value: number) => boolean>();

// One function per divisor, so that equal schemas share their code.
function multipleOf(divisor: number): (value: number) => boolean {
  const known = divisors.get(divisor) ?? compileMultipleOf(divisor);
  divisors.set(divisor, known);
  return known;
}
