import type { JsonSchema } from '../schema/typebox.js';
import { FAIL, inside, MAX_COMPARED } from './code-site.js';
import type { Site } from './code-site.js';
import { patternOf } from './constraint.js';
import { matchesEveryKey } from './property-pattern.js';
import { isReadOnly } from './read-only.js';
import type { SchemaNode } from './reference.js';
import { isClosedRecord, mapOf, nodeOf } from './shape.js';

/** The variables of a loop over keys. */
interface KeySite {
  readonly object: string;
  readonly key: string;
  readonly result: string;
}

export function compileUndeclared(node: JsonSchema, site: Site, object: string, result: string): void {
  const additional = nodeOf(node, 'additionalProperties');
  const [pattern] = Object.entries(mapOf(node, 'patternProperties'));
  if (pattern === undefined && additional === undefined) return;
  const key = site.code.fresh();
  const declared = Object.keys(mapOf(node, 'properties')).filter((name) => name !== '__proto__');
  site.lines.push(`for (const ${key} of keysOf(${object})) {`, `if (${isDeclared(key, site, declared)}) continue;`);
  compileUndeclaredKey(node, pattern, additional, { ...inside(site), lines: site.lines }, { object, key, result });
  site.lines.push('}');
}

function isDeclared(key: string, site: Site, declared: readonly string[]): string {
  if (declared.length > MAX_COMPARED) return `${key} === '__proto__' || ${site.code.hoist(`new Set(${JSON.stringify(declared)})`)}.has(${key})`;
  return ['__proto__', ...declared].map((name) => `${key} === ${JSON.stringify(name)}`).join(' || ');
}

function compileUndeclaredKey(
  node: JsonSchema,
  pattern: readonly [string, SchemaNode] | undefined,
  additional: SchemaNode | undefined,
  site: Site,
  at: KeySite,
): void {
  const matches = pattern === undefined ? 'false' : matchesEveryKey(pattern[0]) ? 'true' : `${site.code.constant(patternOf(pattern[0]))}.test(${at.key})`;
  if (additional === false) site.lines.push(matches === 'false' ? FAIL : `if (!(${matches})) ${FAIL}`);
  if (additional === false && pattern === undefined) return;
  site.lines.push(`if (${at.key} === 'constructor') continue;`);
  if (matches === 'true') {
    compileKey((pattern as readonly [string, SchemaNode])[1], site, at);
    return;
  }
  const otherwise = additional === false || additional === undefined ? undefined : additional;
  if (pattern === undefined) {
    compileKey(otherwise as SchemaNode, site, at);
    return;
  }
  site.lines.push(`if (${matches}) {`);
  compileKey(pattern[1], site, at);
  site.lines.push('} else {');
  if (otherwise !== undefined) compileKey(otherwise, site, at);
  else if (isClosedRecord(node)) site.lines.push(FAIL);
  site.lines.push('}');
}

function compileKey(node: SchemaNode, site: Site, { object, key, result }: KeySite): void {
  if (site.code.isRequest && isReadOnly(node, site.frame)) return;
  const item = site.code.fresh();
  const body: string[] = [];
  const value = site.code.read(node, { ...site, lines: body }, item);
  site.lines.push(`const ${item} = ${object}[${key}];`, `if (${item} !== undefined) {`, ...body, `${result}[${key}] = ${value};`, '}');
}
