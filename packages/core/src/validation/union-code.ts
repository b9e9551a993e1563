import { codecOf } from '../schema/codec.js';
import type { JsonSchema } from '../schema/typebox.js';
import { compileNullable, depthOf, FAIL, own } from './code-site.js';
import type { Site } from './code-site.js';
import { discriminatorOf } from './discriminator.js';
import type { Frame, SchemaNode } from './reference.js';
import { compileConstants, compileNull } from './scalar-code.js';
import { asTypeBox, constantsOf, declaredNames, dereference, isNull, isScalar, typesOf } from './shape.js';

/** Undefined where the interpreter shall do it. */
export function compileUnion(node: JsonSchema, branches: readonly SchemaNode[], site: Site, input: string): string | undefined {
  const isExclusive = 'oneOf' in node;
  const others = branches.filter((branch) => !isNull(branch));
  if (others.length === 0) return isExclusive && branches.length > 1 ? undefined : compileNull(site, input);
  // With `oneOf`, null must not be accepted by two branches; that is for the interpreter to find out.
  if (isExclusive && others.length < branches.length) return undefined;
  const read = chooseUnion(node, branches, others, site, input, isExclusive);
  if (read === undefined) return undefined;
  return others.length < branches.length ? compileNullable(site, input, read) : read(site);
}

function chooseUnion(
  node: JsonSchema,
  branches: readonly SchemaNode[],
  others: readonly SchemaNode[],
  { code, frame }: Site,
  input: string,
  isExclusive: boolean,
): ((site: Site) => string) | undefined {
  if (others.length === 1) return (site) => site.code.read(others[0] as SchemaNode, site, input);
  const constants = constantsOf({ anyOf: others });
  if (constants?.every(isScalar) === true && (!isExclusive || new Set(constants).size === constants.length))
    return (site) => compileConstants(constants, site, input);
  const discriminator = discriminatorOf(node, branches, others, frame);
  if (discriminator !== undefined && (code.mode === 'json' || [...discriminator.branches.keys()].every((tag) => typeof tag === 'string'))) {
    return (site) => compileTagged(others, discriminator.property, discriminator.branches, site, input);
  }
  if (isExclusive) return undefined;
  const objects = others.filter((branch) => mayBeObject(branch, frame));
  if (code.mode === 'text' || objects.length < 2) return (site) => compileFirst(others, site, input);
  // The interpreter remembers what it has tried; without that, each level of a recursive union would double the work.
  return objects.some((branch) => refersSomewhere(branch)) ? undefined : (site) => compileBest(others, site, input);
}

function compileTagged(branches: readonly SchemaNode[], property: string, tags: ReadonlyMap<unknown, number>, site: Site, input: string): string {
  const [tag, result] = [site.code.fresh(), site.code.fresh()];
  const value = own(input, property);
  site.lines.push(`if (typeof ${input} !== 'object' || ${input} === null || isArray(${input})) ${FAIL}`);
  site.lines.push(`const ${tag} = ${site.code.mode === 'text' ? `lastOf(${value})` : value};`, `let ${result};`, `switch (${tag}) {`);
  for (const [index, branch] of branches.entries()) {
    const labels = [...tags].filter(([, place]) => place === index).map(([label]) => `case ${JSON.stringify(label)}:`);
    const body: string[] = [];
    const read = site.code.read(branch, { ...site, lines: body }, input);
    site.lines.push(`${labels.join(' ')} {`, ...body, `${result} = ${read};`, 'break;', '}');
  }
  site.lines.push(`default: ${FAIL}`, '}');
  return result;
}

function compileFirst(branches: readonly SchemaNode[], site: Site, input: string): string {
  const result = site.code.fresh();
  const calls = branches.map((branch) => `${site.code.functionOf(branch, site.frame, false)}(${input}, ${depthOf(site)})`);
  site.lines.push(
    `let ${result} = ${calls[0]};`,
    ...calls.slice(1).map((call) => `if (${result} === INVALID) ${result} = ${call};`),
    `if (${result} === INVALID) ${FAIL}`,
  );
  return result;
}

function compileBest(branches: readonly SchemaNode[], site: Site, input: string): string {
  const functions = branches.map((branch) => site.code.functionOf(branch, site.frame, false));
  const names = site.code.hoist(JSON.stringify(branches.map((branch) => declaredNames(branch, site.frame))));
  const list = site.code.hoist(`[${functions.join(', ')}]`);
  const isObject = `typeof ${input} === 'object' && ${input} !== null && !isArray(${input})`;
  const result = site.code.fresh();
  const calls = functions.map((name) => `${name}(${input}, ${depthOf(site)})`);
  site.lines.push(`let ${result} = INVALID;`, `if (${isObject}) ${result} = readBestBranch(${list}, ${names}, ${input}, ${depthOf(site)});`, 'else {');
  site.lines.push(...calls.map((call) => `if (${result} === INVALID) ${result} = ${call};`), '}', `if (${result} === INVALID) ${FAIL}`);
  return result;
}

function mayBeObject(node: SchemaNode, frame: Frame): boolean {
  const target = dereference(node, frame).schema;
  if (typeof target === 'boolean') return target;
  const codec = codecOf(asTypeBox(target));
  const types = codec === undefined ? typesOf(target) : typesOf(codec.wire);
  return types.length === 0 ? constantsOf(target)?.every(isScalar) !== true : types.includes('object');
}

function refersSomewhere(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if ('$ref' in node) return true;
  const codec = Array.isArray(node) ? undefined : codecOf(asTypeBox(node as JsonSchema));
  return codec === undefined ? Object.values(node).some(refersSomewhere) : refersSomewhere(codec.wire);
}
