/**
 * Writes the source of validators: for one schema and one mode, one function that checks, coerces, drops and fills in a
 * value in a single pass. Keywords that are rare or slow by nature are left to the interpreter.
 */
import { codecOf } from '../schema/codec.js';
import type { Codec } from '../schema/codec.js';
import { numberFormatOf, stringFormatOf } from '../schema/formats.js';
import type { FormatTable } from '../schema/formats.js';
import { instanceClassOf } from '../schema/model.js';
import { isOptional, isTransform, transformOf } from '../schema/typebox.js';
import type { JsonSchema } from '../schema/typebox.js';
import { expressionOf, findDecodedComplaint, patternOf } from './constraint.js';
import { lastOf } from './conversion.js';
import { INVALID } from './invalid.js';
import type { InputMode } from './issue.js';
import { defineMember } from './merge.js';
import { compileMultipleOf, countCodePoints } from './number.js';
import { copyOpen, countKeys, MAX_DEPTH } from './open-value.js';
import { discriminatorOf, matchingPatterns, readDefault } from './reader.js';
import { Frame } from './reference.js';
import type { SchemaNode } from './reference.js';
import {
  applicatorsOf,
  asTypeBox,
  constantsOf,
  declaredNames,
  dereference,
  flattenIntersection,
  hasArrayShape,
  hasAssertions,
  hasObjectShape,
  isAbsence,
  isClosedRecord,
  isNull,
  isRequired,
  isScalar,
  mapOf,
  matchesEveryKey,
  nodeOf,
  nodesOf,
  typesOf,
} from './shape.js';
import * as helpers from './validator-helpers.js';

export interface CodeOptions {
  readonly mode: InputMode;
  readonly formats: FormatTable | undefined;
}

/** The source of a validator and the values it names `k[0]`, `k[1]`, … Equal schemas give equal source. */
export interface ValidatorCode {
  readonly source: string;
  readonly constants: readonly unknown[];
}

/** Where code is being written: into which lines, at which depth of the value, within which schemas. */
interface Site {
  readonly lines: string[];
  readonly frame: Frame;
  /** The expression of the depth: `0`, `2`, `d + 1`. */
  readonly depth: Depth;
}

interface Depth {
  readonly base: '' | 'd + ';
  readonly offset: number;
}

const FAIL = 'return INVALID;';

/** Names that every validator can use. */
const RUN_TIME: Readonly<Record<string, unknown>> = {
  ...helpers,
  INVALID,
  lastOf,
  copyOpen,
  countKeys,
  countCodePoints,
  defineMember,
  readDefault,
  isArray: Array.isArray,
  isInteger: Number.isInteger,
  isFinite: Number.isFinite,
  hasOwn: Object.hasOwn,
  keysOf: Object.keys,
  ROOT: Object.prototype,
};
const RUN_TIME_NAMES = Object.keys(RUN_TIME).join();
const RUN_TIME_VALUES = Object.values(RUN_TIME);

/** Makes the function that a source describes. */
export function linkValidator({ source, constants }: ValidatorCode): (value: unknown) => unknown {
  // No text of a client ever becomes code: names and figures come from schemas and are written as JSON.
  return new Function('k', RUN_TIME_NAMES, source)(constants, ...RUN_TIME_VALUES) as (value: unknown) => unknown;
}

export function generateValidator(schema: JsonSchema, options: CodeOptions): ValidatorCode {
  return new CodeGenerator(options).generate(schema);
}

class CodeGenerator {
  readonly #mode: InputMode;
  readonly #formats: FormatTable | undefined;
  readonly #constants: unknown[] = [];
  readonly #hoisted: string[] = [];
  readonly #functions = new Map<SchemaNode, Map<Frame, string>>();
  #names = 0;

  constructor({ mode, formats }: CodeOptions) {
    this.#mode = mode;
    this.#formats = formats;
  }

  generate(schema: JsonSchema): ValidatorCode {
    const site: Site = { lines: [], frame: new Frame(schema), depth: { base: '', offset: 0 } };
    if (!isAbsence(schema)) site.lines.push(`if (v === undefined) { ${this.#rootAbsence(schema, site)} }`);
    const result = this.#read(schema, site, 'v');
    const body = `return function read(v) {\n${site.lines.join('\n')}\nreturn ${result};\n};`;
    const constants = this.#constants.map((_, index) => `k${index} = k[${index}]`);
    const source = `'use strict';\n${constants.length > 0 ? `const ${constants.join(', ')};\n` : ''}${this.#hoisted.join('\n')}\n${body}`;
    return { source, constants: this.#constants };
  }

  #rootAbsence(schema: JsonSchema, site: Site): string {
    if ('default' in schema) return `return ${this.#default(schema, site)};`;
    return isOptional(asTypeBox(schema)) ? 'return undefined;' : FAIL;
  }

  // — names —

  #fresh(): string {
    return `t${this.#names++}`;
  }

  /** The name of a value that cannot be written as code. */
  #constant(value: unknown): string {
    const known = this.#constants.indexOf(value);
    return `k${known < 0 ? this.#constants.push(value) - 1 : known}`;
  }

  /** The name of a value made once from an expression. */
  #hoist(expression: string): string {
    const name = this.#fresh();
    this.#hoisted.push(`const ${name} = ${expression};`);
    return name;
  }

  // — one value —

  /** Writes what reads `input`, and returns the expression of what was read. */
  #read(node: SchemaNode, site: Site, input: string): string {
    if (node === true) return this.#readOpen(site, input);
    if (node === false) return this.#refuse(site);
    const codec = codecOf(asTypeBox(node));
    const result = codec === undefined ? this.#readKeywords(node, site, input) : this.#readCodec(codec, node, site, input);
    return isTransform(asTypeBox(node))
      ? this.#attempt(site, `decodeOrInvalid(${this.#constant(transformOf(asTypeBox(node) as never).decode)}, ${result})`)
      : result;
  }

  #refuse(site: Site): string {
    site.lines.push(FAIL);
    return 'undefined';
  }

  /** Calls what may return INVALID. */
  #attempt(site: Site, call: string): string {
    const result = this.#fresh();
    site.lines.push(`const ${result} = ${call};`, `if (${result} === INVALID) ${FAIL}`);
    return result;
  }

  #readOpen(site: Site, input: string): string {
    return this.#attempt(site, `copyOpen(${input}, ${depthOf(site)})`);
  }

  #interpret(node: SchemaNode, site: Site, input: string): string {
    const mode = JSON.stringify(this.#mode);
    return this.#attempt(
      site,
      `interpret(${this.#constant(node)}, ${this.#constant(site.frame)}, ${mode}, ${this.#constant(this.#formats)}, ${input}, ${depthOf(site)})`,
    );
  }

  #readCodec(codec: Codec, node: JsonSchema, site: Site, input: string): string {
    const wire = this.#read(codec.input ?? codec.wire, site, input);
    const decoded = this.#fresh();
    site.lines.push(`const ${decoded} = ${this.#constant(codec.decode)}(${wire});`, `if (${decoded} === undefined) ${FAIL}`);
    if (DECODED_LIMITS.some((keyword) => keyword in node)) {
      const isWithin = (value: unknown): boolean => findDecodedComplaint(node, value) === undefined;
      site.lines.push(`if (!${this.#constant(isWithin)}(${decoded})) ${FAIL}`);
    }
    return decoded;
  }

  #readKeywords(node: JsonSchema, outer: Site, input: string): string {
    const site: Site = { ...outer, frame: outer.frame.enter(node) };
    const applicators = applicatorsOf(node);
    if (applicators.length === 0) return this.#readBase(node, site, input);
    const flat = flattenIntersection(node);
    if (flat !== undefined) return this.#readObject(flat, site, input, instanceClassOf(asTypeBox(node)));
    if (applicators.length > 1 || hasAssertions(node)) return this.#interpret(node, outer, input);
    if ('$ref' in node) return this.#readReference(node, site, input);
    const union = nodesOf(node, 'anyOf') ?? nodesOf(node, 'oneOf');
    return (union === undefined ? undefined : this.#readUnion(node, union, site, input)) ?? this.#interpret(node, outer, input);
  }

  #readReference(node: JsonSchema, site: Site, input: string): string {
    const target = site.frame.resolve(node['$ref'] as string);
    if (target === undefined) throw new Error(`The schema refers to '${String(node['$ref'])}', which it does not contain.`);
    return this.#attempt(site, `${this.#functionOf(target.schema, target.frame, true)}(${input}, ${depthOf(site)})`);
  }

  /** The name of the function `(v, d)` that reads a schema; it may call itself. */
  #functionOf(node: SchemaNode, frame: Frame, isReferred: boolean): string {
    const known = this.#functions.get(node)?.get(frame);
    if (known !== undefined) return known;
    const name = `f${this.#names++}`;
    const frames = this.#functions.get(node) ?? new Map<Frame, string>();
    this.#functions.set(node, frames.set(frame, name));
    const site: Site = { lines: [], frame, depth: { base: 'd + ', offset: 0 } };
    if (isReferred) site.lines.push(`if (d >= ${MAX_DEPTH}) ${FAIL}`);
    const result = this.#read(node, site, 'v');
    this.#hoisted.push(`function ${name}(v, d) {\n${site.lines.join('\n')}\nreturn ${result};\n}`);
    return name;
  }

  #readBase(node: JsonSchema, site: Site, input: string): string {
    if (!hasAssertions(node)) return this.#readOpen(site, input);
    const constants = constantsOf(node);
    if (constants?.every(isScalar) === true) return this.#readConstants(constants, site, input);
    const types = typesOf(node);
    if ('const' in node || 'enum' in node || types.length === 0) return this.#interpret(node, site, input);
    const [type, ...more] = types.filter((name) => name !== 'null');
    if (type === undefined) return this.#readNull(site, input);
    if (more.length > 0) return this.#interpret(node, site, input);
    const read = (within: Site): string => this.#readType(type, node, within, input);
    return types.length > 1 ? this.#nullable(site, input, read) : read(site);
  }

  #readNull(site: Site, input: string): string {
    site.lines.push(`if (${input} !== null) ${FAIL}`);
    return 'null';
  }

  #nullable(site: Site, input: string, read: (site: Site) => string): string {
    const result = this.#fresh();
    const inner: Site = { ...site, lines: [] };
    const value = read(inner);
    site.lines.push(`let ${result} = null;`, `if (${input} !== null) {`, ...inner.lines, `${result} = ${value};`, '}');
    return result;
  }

  #readConstants(members: readonly unknown[], site: Site, input: string): string {
    if (members.length === 0) return this.#refuse(site);
    if (this.#mode === 'text') {
      const member = this.#fresh();
      // The members may hold null, which no text stands for: `undefined` is the only refusal.
      site.lines.push(`const ${member} = readTextMember(${this.#hoist(JSON.stringify(members))}, ${input});`, `if (${member} === undefined) ${FAIL}`);
      return member;
    }
    const isNone =
      members.length <= MAX_COMPARED
        ? members.map((member) => `${input} !== ${JSON.stringify(member)}`).join(' && ')
        : `!${this.#hoist(`new Set(${JSON.stringify(members)})`)}.has(${input})`;
    site.lines.push(`if (${isNone}) ${FAIL}`);
    return input;
  }

  #readType(type: string, node: JsonSchema, site: Site, input: string): string {
    if (type === 'string') return this.#readString(node, site, input);
    if (type === 'integer' || type === 'number') return this.#readNumber(type, node, site, input);
    if (type === 'boolean') return this.#readBoolean(site, input);
    if (type === 'array') return this.#readArray(node, site, input);
    return type === 'object' ? this.#readObject(node, site, input, instanceClassOf(asTypeBox(node))) : this.#interpret(node, site, input);
  }

  #readString(node: JsonSchema, site: Site, input: string): string {
    const text = this.#mode === 'text' ? this.#fresh() : input;
    if (this.#mode === 'text') site.lines.push(`const ${text} = typeof ${input} === 'string' ? ${input} : lastOf(${input});`);
    const checks = [`typeof ${text} !== 'string'`, ...lengthChecks(node, text)];
    const expression = expressionOf(node);
    if (expression !== undefined) checks.push(`!${this.#constant(expression)}.test(${text})`);
    const format = typeof node['format'] === 'string' ? stringFormatOf(node['format'], this.#formats) : undefined;
    if (format !== undefined) checks.push(`!${this.#constant(format)}(${text})`);
    site.lines.push(`if (${checks.join(' || ')}) ${FAIL}`);
    return text;
  }

  #readNumber(type: 'integer' | 'number', node: JsonSchema, site: Site, input: string): string {
    const value = this.#mode === 'text' ? this.#fresh() : input;
    if (this.#mode === 'text') site.lines.push(`const ${value} = ${type === 'integer' ? 'readTextInteger' : 'readTextNumber'}(${input});`);
    const checks = [`!${type === 'integer' ? 'isInteger' : 'isFinite'}(${value})`];
    for (const [keyword, operator] of NUMBER_LIMITS) {
      if (typeof node[keyword] === 'number') checks.push(`${value} ${operator} ${node[keyword]}`);
    }
    const divisor = node['multipleOf'];
    if (typeof divisor === 'number')
      checks.push(Number.isInteger(divisor) ? `${value} % ${divisor} !== 0` : `!${this.#constant(multipleOf(divisor))}(${value})`);
    const format = typeof node['format'] === 'string' ? numberFormatOf(node['format']) : undefined;
    if (format !== undefined) checks.push(`!${this.#constant(format)}(${value})`);
    site.lines.push(`if (${checks.join(' || ')}) ${FAIL}`);
    return value;
  }

  #readBoolean(site: Site, input: string): string {
    if (this.#mode === 'json') {
      site.lines.push(`if (typeof ${input} !== 'boolean') ${FAIL}`);
      return input;
    }
    const value = this.#fresh();
    site.lines.push(`const ${value} = readTextBoolean(${input});`, `if (${value} === undefined) ${FAIL}`);
    return value;
  }

  // — lists —

  #readArray(node: JsonSchema, site: Site, input: string): string {
    const places = nodesOf(node, 'prefixItems') ?? nodesOf(node, 'items');
    if ('contains' in node || (places !== undefined && !(typeof node['minItems'] === 'number' && node['minItems'] >= places.length)))
      return this.#interpret(node, site, input);
    const items = this.#mode === 'text' ? this.#fresh() : input;
    site.lines.push(this.#mode === 'text' ? `const ${items} = isArray(${input}) ? ${input} : [${input}];` : `if (!isArray(${input})) ${FAIL}`);
    const rest = nodeOf(node, nodesOf(node, 'prefixItems') !== undefined || nodeOf(node, 'items') !== undefined ? 'items' : 'additionalItems');
    const most = Math.min((node['maxItems'] as number | undefined) ?? Infinity, rest === false ? (places?.length ?? 0) : Infinity);
    if (most !== Infinity) site.lines.push(`if (${items}.length > ${most}) ${FAIL}`);
    if (typeof node['minItems'] === 'number' && node['minItems'] > 0) site.lines.push(`if (${items}.length < ${node['minItems']}) ${FAIL}`);
    const result = this.#readItems(node, places ?? [], rest ?? true, site, items);
    if (node['uniqueItems'] === true) site.lines.push(`if (!areItemsUnique(${items}, ${result})) ${FAIL}`);
    return result;
  }

  #readItems(node: JsonSchema, places: readonly SchemaNode[], rest: SchemaNode, site: Site, items: string): string {
    if (!hasArrayShape(node)) return this.#readOpen(site, items);
    const inner = inside(site);
    const result = this.#fresh();
    const head = places.map((place, index) => {
      const item = this.#fresh();
      site.lines.push(`const ${item} = ${items}[${index}];`);
      return this.#read(place, inner, item);
    });
    if (head.length > 0) site.lines.push(`const ${result} = [${head.join(', ')}];`);
    if (rest !== false) this.#readRest(rest, site, items, result, head.length);
    else if (head.length === 0) site.lines.push(`const ${result} = [];`);
    return result;
  }

  #readRest(rest: SchemaNode, site: Site, items: string, result: string, start: number): void {
    const [index, item] = [this.#fresh(), this.#fresh()];
    const body: string[] = [];
    const value = this.#read(rest, { ...inside(site), lines: body }, item);
    const isVerbatim = value === item && start === 0;
    if (start === 0) site.lines.push(`const ${result} = ${isVerbatim ? `${items}.slice()` : '[]'};`);
    site.lines.push(`for (let ${index} = ${start}; ${index} < ${items}.length; ${index}++) {`, `const ${item} = ${items}[${index}];`, ...body);
    site.lines.push(isVerbatim ? '}' : `${result}.push(${value});\n}`);
  }

  // — objects —

  #readObject(node: JsonSchema, site: Site, input: string, model: (new () => object) | undefined): string {
    if (this.#isIntricate(node)) return this.#interpret(node, site, input);
    site.lines.push(`if (typeof ${input} !== 'object' || ${input} === null || isArray(${input})) ${FAIL}`);
    const object = this.#readOwn(Object.keys(mapOf(node, 'properties')), site, input);
    const members = this.#readMembers(node, site, object);
    for (const name of undeclaredRequired(node)) site.lines.push(`if (${own(object, name)} === undefined) ${FAIL}`);
    for (const [keyword, operator] of SIZE_LIMITS) {
      if (typeof node[keyword] === 'number') site.lines.push(`if (countKeys(${object}) ${operator} ${node[keyword]}) ${FAIL}`);
    }
    if (!hasObjectShape(node)) return this.#readOpen(site, object);
    const result = this.#writeResult(members, site, model);
    this.#readUndeclared(node, site, object, result);
    return result;
  }

  /**
   * The object itself where all that can be read of it is its own: it is a plain one, and nobody has put one of the names
   * on `Object.prototype`. Both tests cost nothing measurable; `Object.hasOwn` for each property doubles the time.
   */
  #readOwn(names: readonly string[], site: Site, input: string): string {
    const [object, prototype] = [this.#fresh(), this.#fresh()];
    const isUnpolluted = names.filter((name) => !(name in Object.prototype)).map((name) => ` && ROOT[${JSON.stringify(name)}] === undefined`);
    site.lines.push(`const ${prototype} = ${input}.__proto__;`);
    site.lines.push(`const ${object} = (${prototype} === ROOT || ${prototype} === undefined)${isUnpolluted.join('')} ? ${input} : toOwn(${input});`);
    return object;
  }

  /** What is left to the interpreter. */
  #isIntricate(node: JsonSchema): boolean {
    if ('propertyNames' in node || 'dependentRequired' in node) return true;
    if (Object.keys(mapOf(node, 'patternProperties')).length > 1) return true;
    return Object.keys(mapOf(node, 'properties')).some((name) => matchingPatterns(node, name).length > 0);
  }

  #readMembers(node: JsonSchema, site: Site, object: string): readonly Member[] {
    const inner = inside(site);
    const members: Member[] = [];
    for (const [name, property] of Object.entries(mapOf(node, 'properties'))) {
      if (name === '__proto__') continue;
      const value = this.#fresh();
      site.lines.push(`const ${value} = ${own(object, name)};`);
      members.push(this.#readMember(name, property, isRequired(node, name) && !isAbsence(property), inner, value));
    }
    return members;
  }

  #readMember(name: string, property: SchemaNode, required: boolean, site: Site, value: string): Member {
    const hasDefault = typeof property === 'object' && 'default' in property;
    if (required && !hasDefault) {
      if (!refusesUndefined(property, this.#mode)) site.lines.push(`if (${value} === undefined) ${FAIL}`);
      return { name, value: this.#read(property, site, value), optional: false };
    }
    const result = this.#fresh();
    const body: string[] = [];
    const read = this.#read(property, { ...site, lines: body }, value);
    const absent = hasDefault ? this.#default(property, site) : 'undefined';
    if (!hasDefault && read === value) {
      site.lines.push(`if (${value} !== undefined) {`, ...body, '}');
      return { name, value, optional: true };
    }
    site.lines.push(`let ${result};`, `if (${value} === undefined) ${result} = ${absent};`, 'else {', ...body, `${result} = ${read};`, '}');
    return { name, value: result, optional: !hasDefault };
  }

  /** The expression of a default. */
  #default(schema: JsonSchema, site: Site): string {
    const value = readDefault(schema, site.frame, this.#formats);
    if (isScalar(value) && !Object.is(value, -0)) return JSON.stringify(value);
    if (Array.isArray(value) && value.length === 0) return '[]';
    return `readDefault(${this.#constant(schema)}, ${this.#constant(site.frame)}, ${this.#constant(this.#formats)})`;
  }

  /** Optional members come last, and only where they are there: absent ones shall not appear as keys. */
  #writeResult(members: readonly Member[], site: Site, model: (new () => object) | undefined): string {
    const result = this.#fresh();
    const always = members.filter((member) => !member.optional);
    if (model === undefined) {
      site.lines.push(`const ${result} = { ${always.map(({ name, value }) => `${JSON.stringify(name)}: ${value}`).join(', ')} };`);
    } else {
      site.lines.push(`const ${result} = new ${this.#constant(model)}();`, ...always.map((member) => assign(result, member, model)));
    }
    for (const member of members) {
      if (member.optional) site.lines.push(`if (${member.value} !== undefined) ${assign(result, member, model)}`);
    }
    return result;
  }

  #readUndeclared(node: JsonSchema, site: Site, object: string, result: string): void {
    const additional = nodeOf(node, 'additionalProperties');
    const [pattern] = Object.entries(mapOf(node, 'patternProperties'));
    if (pattern === undefined && additional === undefined) return;
    const key = this.#fresh();
    const declared = Object.keys(mapOf(node, 'properties')).filter((name) => name !== '__proto__');
    site.lines.push(`for (const ${key} of keysOf(${object})) {`, `if (${this.#isDeclared(key, declared)}) continue;`);
    this.#readUndeclaredKey(node, pattern, additional, { ...inside(site), lines: site.lines }, { object, key, result });
    site.lines.push('}');
  }

  #isDeclared(key: string, declared: readonly string[]): string {
    if (declared.length > MAX_COMPARED) return `${key} === '__proto__' || ${this.#hoist(`new Set(${JSON.stringify(declared)})`)}.has(${key})`;
    return ['__proto__', ...declared].map((name) => `${key} === ${JSON.stringify(name)}`).join(' || ');
  }

  #readUndeclaredKey(node: JsonSchema, pattern: readonly [string, SchemaNode] | undefined, additional: SchemaNode | undefined, site: Site, at: KeySite): void {
    const matches = pattern === undefined ? 'false' : matchesEveryKey(pattern[0]) ? 'true' : `${this.#constant(patternOf(pattern[0]))}.test(${at.key})`;
    if (additional === false) site.lines.push(matches === 'false' ? FAIL : `if (!(${matches})) ${FAIL}`);
    if (additional === false && pattern === undefined) return;
    site.lines.push(`if (${at.key} === 'constructor') continue;`);
    if (matches === 'true') {
      this.#readKey((pattern as readonly [string, SchemaNode])[1], site, at);
      return;
    }
    const otherwise = additional === false || additional === undefined ? undefined : additional;
    if (pattern === undefined) {
      this.#readKey(otherwise as SchemaNode, site, at);
      return;
    }
    site.lines.push(`if (${matches}) {`);
    this.#readKey(pattern[1], site, at);
    site.lines.push('} else {');
    if (otherwise !== undefined) this.#readKey(otherwise, site, at);
    else if (isClosedRecord(node)) site.lines.push(FAIL);
    site.lines.push('}');
  }

  #readKey(node: SchemaNode, site: Site, { object, key, result }: KeySite): void {
    const item = this.#fresh();
    const body: string[] = [];
    const value = this.#read(node, { ...site, lines: body }, item);
    site.lines.push(`const ${item} = ${object}[${key}];`, `if (${item} !== undefined) {`, ...body, `${result}[${key}] = ${value};`, '}');
  }

  // — unions —

  /** Undefined where the interpreter shall do it. */
  #readUnion(node: JsonSchema, branches: readonly SchemaNode[], site: Site, input: string): string | undefined {
    const isExclusive = 'oneOf' in node;
    const others = branches.filter((branch) => !isNull(branch));
    if (others.length === 0) return isExclusive && branches.length > 1 ? undefined : this.#readNull(site, input);
    // With `oneOf`, null must not be accepted by two branches; that is for the interpreter to find out.
    if (isExclusive && others.length < branches.length) return undefined;
    const read = this.#unionReader(node, branches, others, site, input, isExclusive);
    if (read === undefined) return undefined;
    return others.length < branches.length ? this.#nullable(site, input, read) : read(site);
  }

  #unionReader(
    node: JsonSchema,
    branches: readonly SchemaNode[],
    others: readonly SchemaNode[],
    { frame }: Site,
    input: string,
    isExclusive: boolean,
  ): ((site: Site) => string) | undefined {
    if (others.length === 1) return (site) => this.#read(others[0] as SchemaNode, site, input);
    const constants = constantsOf({ anyOf: others });
    if (constants?.every(isScalar) === true && (!isExclusive || new Set(constants).size === constants.length))
      return (site) => this.#readConstants(constants, site, input);
    const discriminator = discriminatorOf(node, branches, others, frame);
    if (discriminator !== undefined && (this.#mode === 'json' || [...discriminator.branches.keys()].every((tag) => typeof tag === 'string'))) {
      return (site) => this.#readTagged(others, discriminator.property, discriminator.branches, site, input);
    }
    if (isExclusive) return undefined;
    const objects = others.filter((branch) => mayBeObject(branch, frame));
    if (this.#mode === 'text' || objects.length < 2) return (site) => this.#readFirst(others, site, input);
    // The interpreter remembers what it has tried; without that, each level of a recursive union would double the work.
    return objects.some((branch) => refersSomewhere(branch)) ? undefined : (site) => this.#readBest(others, site, input);
  }

  #readTagged(branches: readonly SchemaNode[], property: string, tags: ReadonlyMap<unknown, number>, site: Site, input: string): string {
    const [tag, result] = [this.#fresh(), this.#fresh()];
    const value = own(input, property);
    site.lines.push(`if (typeof ${input} !== 'object' || ${input} === null || isArray(${input})) ${FAIL}`);
    site.lines.push(`const ${tag} = ${this.#mode === 'text' ? `lastOf(${value})` : value};`, `let ${result};`, `switch (${tag}) {`);
    for (const [index, branch] of branches.entries()) {
      const labels = [...tags].filter(([, place]) => place === index).map(([label]) => `case ${JSON.stringify(label)}:`);
      const body: string[] = [];
      const read = this.#read(branch, { ...site, lines: body }, input);
      site.lines.push(`${labels.join(' ')} {`, ...body, `${result} = ${read};`, 'break;', '}');
    }
    site.lines.push(`default: ${FAIL}`, '}');
    return result;
  }

  #readFirst(branches: readonly SchemaNode[], site: Site, input: string): string {
    const result = this.#fresh();
    const calls = branches.map((branch) => `${this.#functionOf(branch, site.frame, false)}(${input}, ${depthOf(site)})`);
    site.lines.push(
      `let ${result} = ${calls[0]};`,
      ...calls.slice(1).map((call) => `if (${result} === INVALID) ${result} = ${call};`),
      `if (${result} === INVALID) ${FAIL}`,
    );
    return result;
  }

  #readBest(branches: readonly SchemaNode[], site: Site, input: string): string {
    const functions = branches.map((branch) => this.#functionOf(branch, site.frame, false));
    const names = this.#hoist(JSON.stringify(branches.map((branch) => declaredNames(branch, site.frame))));
    const list = this.#hoist(`[${functions.join(', ')}]`);
    const isObject = `typeof ${input} === 'object' && ${input} !== null && !isArray(${input})`;
    const result = this.#fresh();
    const calls = functions.map((name) => `${name}(${input}, ${depthOf(site)})`);
    site.lines.push(`let ${result} = INVALID;`, `if (${isObject}) ${result} = readBestBranch(${list}, ${names}, ${input}, ${depthOf(site)});`, 'else {');
    site.lines.push(...calls.map((call) => `if (${result} === INVALID) ${result} = ${call};`), '}', `if (${result} === INVALID) ${FAIL}`);
    return result;
  }
}

interface Member {
  readonly name: string;
  /** The expression of what was read. */
  readonly value: string;
  readonly optional: boolean;
}

/** The variables of a loop over keys. */
interface KeySite {
  readonly object: string;
  readonly key: string;
  readonly result: string;
}

const MAX_COMPARED = 8;
const NUMBER_LIMITS = [
  ['minimum', '<'],
  ['maximum', '>'],
  ['exclusiveMinimum', '<='],
  ['exclusiveMaximum', '>='],
] as const;
const SIZE_LIMITS = [
  ['minProperties', '<'],
  ['maxProperties', '>'],
] as const;
const DECODED_LIMITS = [
  'minimumTimestamp',
  'maximumTimestamp',
  'exclusiveMinimumTimestamp',
  'exclusiveMaximumTimestamp',
  'multipleOfTimestamp',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minByteLength',
  'maxByteLength',
];

function depthOf({ depth }: Site): string {
  return depth.base + depth.offset;
}

function inside(site: Site): Site {
  return { ...site, depth: { ...site.depth, offset: site.depth.offset + 1 } };
}

/** Reads an own property. What every object inherits is `undefined` here: `{}` has no `constructor`. */
function own(object: string, name: string): string {
  const key = JSON.stringify(name);
  return name in Object.prototype ? `(hasOwn(${object}, ${key}) ? ${object}[${key}] : undefined)` : `${object}[${key}]`;
}

function assign(result: string, { name, value }: Member, model: (new () => object) | undefined): string {
  const key = JSON.stringify(name);
  const isPlain = model === undefined || !(name in model.prototype);
  return isPlain ? `${result}[${key}] = ${value};` : `defineMember(${result}, ${key}, ${value});`;
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

function undeclaredRequired(node: JsonSchema): readonly string[] {
  const required = (node['required'] as readonly string[] | undefined) ?? [];
  return required.filter((name) => !Object.hasOwn(mapOf(node, 'properties'), name));
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

const SENT_TYPES = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);

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
