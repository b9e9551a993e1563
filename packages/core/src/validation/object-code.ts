import { codecOf } from '../schema/codec.js';
import type { JsonSchema } from '../schema/typebox.js';
import { compileOpen, FAIL, inside, interpret, own } from './code-site.js';
import type { Site } from './code-site.js';
import { compileDefault } from './default-code.js';
import type { InputMode } from './issue.js';
import { isPoison } from './open-value.js';
import { matchingPatterns } from './property-pattern.js';
import { isReadOnly } from './read-only.js';
import type { SchemaNode } from './reference.js';
import { applicatorsOf, asTypeBox, hasObjectShape, isAbsence, isRequired, mapOf, typesOf, undescribedRequired } from './shape.js';
import { compileUndeclared } from './undeclared-code.js';

interface Member {
  readonly name: string;
  /** The expression of what was read. */
  readonly value: string;
  readonly optional: boolean;
}

const SIZE_LIMITS = [
  ['minProperties', '<'],
  ['maxProperties', '>'],
] as const;
const SENT_TYPES = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);

export function compileObject(node: JsonSchema, site: Site, input: string, model: (new () => object) | undefined): string {
  if (isIntricate(node)) return interpret(node, site, input);
  site.lines.push(`if (typeof ${input} !== 'object' || ${input} === null || isArray(${input})) ${FAIL}`);
  const object = compileOwn(Object.keys(mapOf(node, 'properties')), site, input);
  const members = compileMembers(node, site, object);
  for (const name of undescribedRequired(node)) site.lines.push(`if (${own(object, name)} === undefined) ${FAIL}`);
  for (const [keyword, operator] of SIZE_LIMITS) {
    if (typeof node[keyword] === 'number') site.lines.push(`if (countKeys(${object}) ${operator} ${node[keyword]}) ${FAIL}`);
  }
  if (!hasObjectShape(node)) return compileOpen(site, object);
  const result = compileResult([...members, ...compileRequiredOnly(node, site, object)], site, model);
  compileUndeclared(node, site, object, result);
  return result;
}

/**
 * The object itself where all that can be read of it is its own: it is a plain one, and nobody has put one of the names
 * on `Object.prototype`. Both tests cost nothing measurable; `Object.hasOwn` for each property doubles the time.
 */
function compileOwn(names: readonly string[], site: Site, input: string): string {
  const [object, prototype] = [site.code.fresh(), site.code.fresh()];
  const isUnpolluted = names.filter((name) => !(name in Object.prototype)).map((name) => ` && ROOT[${JSON.stringify(name)}] === undefined`);
  site.lines.push(`const ${prototype} = ${input}.__proto__;`);
  site.lines.push(`const ${object} = (${prototype} === ROOT || ${prototype} === undefined)${isUnpolluted.join('')} ? ${input} : toOwn(${input});`);
  return object;
}

/** What is left to the interpreter. */
function isIntricate(node: JsonSchema): boolean {
  if ('propertyNames' in node || 'dependentRequired' in node) return true;
  if ('patternProperties' in node && undescribedRequired(node).length > 0) return true;
  if (Object.keys(mapOf(node, 'patternProperties')).length > 1) return true;
  return Object.keys(mapOf(node, 'properties')).some((name) => matchingPatterns(node, name).length > 0);
}

function compileMembers(node: JsonSchema, site: Site, object: string): readonly Member[] {
  const inner = inside(site);
  const members: Member[] = [];
  for (const [name, property] of Object.entries(mapOf(node, 'properties'))) {
    if (name === '__proto__' || (site.code.isRequest && isReadOnly(property, site.frame))) continue;
    const value = site.code.fresh();
    site.lines.push(`const ${value} = ${own(object, name)};`);
    members.push(compileMember(name, property, isRequired(node, name) && !isAbsence(property), inner, value));
  }
  return members;
}

function compileMember(name: string, property: SchemaNode, required: boolean, site: Site, value: string): Member {
  const hasDefault = typeof property === 'object' && 'default' in property;
  if (required && !hasDefault) {
    if (!refusesUndefined(property, site.code.mode)) site.lines.push(`if (${value} === undefined) ${FAIL}`);
    return { name, value: site.code.read(property, site, value), optional: false };
  }
  const result = site.code.fresh();
  const body: string[] = [];
  const read = site.code.read(property, { ...site, lines: body }, value);
  const absent = hasDefault ? compileDefault(property, site) : 'undefined';
  if (!hasDefault && read === value) {
    site.lines.push(`if (${value} !== undefined) {`, ...body, '}');
    return { name, value, optional: true };
  }
  site.lines.push(`let ${result};`, `if (${value} === undefined) ${result} = ${absent};`, 'else {', ...body, `${result} = ${read};`, '}');
  return { name, value: result, optional: !hasDefault };
}

/** Optional members come last, and only where they are there: absent ones shall not appear as keys. */
function compileResult(members: readonly Member[], site: Site, model: (new () => object) | undefined): string {
  const result = site.code.fresh();
  const always = members.filter((member) => !member.optional);
  if (model === undefined) {
    site.lines.push(`const ${result} = { ${always.map(({ name, value }) => `${JSON.stringify(name)}: ${value}`).join(', ')} };`);
  } else {
    site.lines.push(`const ${result} = new ${site.code.constant(model)}();`, ...always.map((member) => assign(result, member, model)));
  }
  for (const member of members) {
    if (member.optional) site.lines.push(`if (${member.value} !== undefined) ${assign(result, member, model)}`);
  }
  return result;
}

function assign(result: string, { name, value }: Member, model: (new () => object) | undefined): string {
  const key = JSON.stringify(name);
  const isPlain = model === undefined || !(name in model.prototype);
  return isPlain ? `${result}[${key}] = ${value};` : `defineMember(${result}, ${key}, ${value});`;
}

/** Names that are only asked for are kept; where the others are read by a pattern or by `additionalProperties`, so are these. */
function compileRequiredOnly(node: JsonSchema, site: Site, object: string): readonly Member[] {
  if ('additionalProperties' in node || 'patternProperties' in node) return [];
  return undescribedRequired(node)
    .filter((name) => name !== '__proto__' && !isPoison(name))
    .map((name) => ({ name, value: compileOpen(inside(site), own(object, name)), optional: false }));
}

/** True where the code for the schema cannot accept `undefined` anyway. */
function refusesUndefined(node: SchemaNode, mode: InputMode): boolean {
  // In text mode a single value is a list of one, whatever it is.
  if (mode === 'text' && typeof node === 'object' && typesOf(node).includes('array')) return false;
  return (
    typeof node === 'object' &&
    applicatorsOf(node).length === 0 &&
    codecOf(asTypeBox(node)) === undefined &&
    typesOf(node).some((type) => SENT_TYPES.has(type)) &&
    !('const' in node) &&
    !('enum' in node)
  );
}
