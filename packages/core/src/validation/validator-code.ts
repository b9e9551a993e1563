/**
 * Writes the source of validators: for one schema and one mode, one function that checks, coerces, drops and fills in a
 * value in a single pass. Keywords that are rare or slow by nature are left to the interpreter.
 */
import { codecOf } from '../schema/codec.js';
import type { Codec } from '../schema/codec.js';
import type { FormatTable } from '../schema/formats.js';
import { instanceClassOf } from '../schema/model.js';
import { isOptional, isTransform, transformOf } from '../schema/typebox.js';
import type { JsonSchema } from '../schema/typebox.js';
import { compileArray } from './array-code.js';
import { attempt, compileNullable, compileOpen, depthOf, FAIL, interpret, refuse } from './code-site.js';
import type { CodeWriter, Site } from './code-site.js';
import { findDecodedComplaint } from './constraint.js';
import { compileDefault } from './default-code.js';
import type { InputMode } from './issue.js';
import { compileObject } from './object-code.js';
import { MAX_DEPTH } from './open-value.js';
import { Frame } from './reference.js';
import type { SchemaNode } from './reference.js';
import { compileBoolean, compileConstants, compileNull, compileNumber, compileString } from './scalar-code.js';
import { applicatorsOf, asTypeBox, constantsOf, flattenIntersection, hasAssertions, isAbsence, isScalar, nodesOf, typesOf } from './shape.js';
import { compileUnion } from './union-code.js';

export interface CodeOptions {
  readonly mode: InputMode;
  readonly formats: FormatTable | undefined;
  /** True for what a client sends: there `readOnly` properties are dropped. Default: false. */
  readonly isRequest?: boolean;
}

/** The source of a validator and the values it names `k[0]`, `k[1]`, … Equal schemas give equal source. */
export interface ValidatorCode {
  readonly source: string;
  readonly constants: readonly unknown[];
}

export function generateValidator(schema: JsonSchema, options: CodeOptions): ValidatorCode {
  return new CodeGenerator(options).generate(schema);
}

class CodeGenerator implements CodeWriter {
  readonly mode: InputMode;
  readonly formats: FormatTable | undefined;
  readonly isRequest: boolean;
  readonly #constants: unknown[] = [];
  readonly #hoisted: string[] = [];
  readonly #functions = new Map<SchemaNode, Map<Frame, string>>();
  #names = 0;

  constructor({ mode, formats, isRequest = false }: CodeOptions) {
    this.mode = mode;
    this.formats = formats;
    this.isRequest = isRequest;
  }

  generate(schema: JsonSchema): ValidatorCode {
    const site: Site = { code: this, lines: [], frame: new Frame(schema), depth: { base: '', offset: 0 } };
    if (!isAbsence(schema)) site.lines.push(`if (v === undefined) { ${this.#rootAbsence(schema, site)} }`);
    const result = this.read(schema, site, 'v');
    const body = `return function read(v) {\n${site.lines.join('\n')}\nreturn ${result};\n};`;
    const constants = this.#constants.map((_, index) => `k${index} = k[${index}]`);
    const source = `'use strict';\n${constants.length > 0 ? `const ${constants.join(', ')};\n` : ''}${this.#hoisted.join('\n')}\n${body}`;
    return { source, constants: this.#constants };
  }

  #rootAbsence(schema: JsonSchema, site: Site): string {
    if ('default' in schema) return `return ${compileDefault(schema, site)};`;
    return isOptional(asTypeBox(schema)) ? 'return undefined;' : FAIL;
  }

  fresh(): string {
    return `t${this.#names++}`;
  }

  /** The name of a value that cannot be written as code. */
  constant(value: unknown): string {
    const known = this.#constants.indexOf(value);
    return `k${known < 0 ? this.#constants.push(value) - 1 : known}`;
  }

  /** The name of a value made once from an expression. */
  hoist(expression: string): string {
    const name = this.fresh();
    this.#hoisted.push(`const ${name} = ${expression};`);
    return name;
  }

  /** Writes what reads `input`, and returns the expression of what was read. */
  read(node: SchemaNode, site: Site, input: string): string {
    if (node === true) return compileOpen(site, input);
    if (node === false) return refuse(site);
    const codec = codecOf(asTypeBox(node));
    const result = codec === undefined ? this.#readKeywords(node, site, input) : this.#readCodec(codec, node, site, input);
    return isTransform(asTypeBox(node)) ? attempt(site, `decodeOrInvalid(${this.constant(transformOf(asTypeBox(node) as never).decode)}, ${result})`) : result;
  }

  #readCodec(codec: Codec, node: JsonSchema, site: Site, input: string): string {
    const wire = this.read(codec.input ?? codec.wire, site, input);
    const decoded = this.fresh();
    site.lines.push(`const ${decoded} = ${this.constant(codec.decode)}(${wire});`, `if (${decoded} === undefined) ${FAIL}`);
    if (DECODED_LIMITS.some((keyword) => keyword in node)) {
      const isWithin = (value: unknown): boolean => findDecodedComplaint(node, value) === undefined;
      site.lines.push(`if (!${this.constant(isWithin)}(${decoded})) ${FAIL}`);
    }
    return decoded;
  }

  #readKeywords(node: JsonSchema, outer: Site, input: string): string {
    const site: Site = { ...outer, frame: outer.frame.enter(node) };
    const applicators = applicatorsOf(node);
    if (applicators.length === 0) return this.#readBase(node, site, input);
    const flat = flattenIntersection(node);
    if (flat !== undefined) return compileObject(flat, site, input, instanceClassOf(asTypeBox(node)));
    if (applicators.length > 1 || hasAssertions(node)) return interpret(node, outer, input);
    if ('$ref' in node) return this.#readReference(node, site, input);
    const union = nodesOf(node, 'anyOf') ?? nodesOf(node, 'oneOf');
    return (union === undefined ? undefined : compileUnion(node, union, site, input)) ?? interpret(node, outer, input);
  }

  #readReference(node: JsonSchema, site: Site, input: string): string {
    const target = site.frame.resolve(node['$ref'] as string);
    if (target === undefined) throw new Error(`The schema refers to '${String(node['$ref'])}', which it does not contain.`);
    return attempt(site, `${this.functionOf(target.schema, target.frame, true)}(${input}, ${depthOf(site)})`);
  }

  /** The name of the function `(v, d)` that reads a schema; it may call itself. */
  functionOf(node: SchemaNode, frame: Frame, isReferred: boolean): string {
    const known = this.#functions.get(node)?.get(frame);
    if (known !== undefined) return known;
    const name = `f${this.#names++}`;
    const frames = this.#functions.get(node) ?? new Map<Frame, string>();
    this.#functions.set(node, frames.set(frame, name));
    const site: Site = { code: this, lines: [], frame, depth: { base: 'd + ', offset: 0 } };
    if (isReferred) site.lines.push(`if (d >= ${MAX_DEPTH}) ${FAIL}`);
    const result = this.read(node, site, 'v');
    this.#hoisted.push(`function ${name}(v, d) {\n${site.lines.join('\n')}\nreturn ${result};\n}`);
    return name;
  }

  #readBase(node: JsonSchema, site: Site, input: string): string {
    if (!hasAssertions(node)) return compileOpen(site, input);
    const constants = constantsOf(node);
    if (constants?.every(isScalar) === true) return compileConstants(constants, site, input);
    const types = typesOf(node);
    if ('const' in node || 'enum' in node || types.length === 0) return interpret(node, site, input);
    const [type, ...more] = types.filter((name) => name !== 'null');
    if (type === undefined) return compileNull(site, input);
    if (more.length > 0) return interpret(node, site, input);
    const read = (within: Site): string => this.#readType(type, node, within, input);
    return types.length > 1 ? compileNullable(site, input, read) : read(site);
  }

  #readType(type: string, node: JsonSchema, site: Site, input: string): string {
    if (type === 'string') return compileString(node, site, input);
    if (type === 'integer' || type === 'number') return compileNumber(type, node, site, input);
    if (type === 'boolean') return compileBoolean(site, input);
    if (type === 'array') return compileArray(node, site, input);
    return type === 'object' ? compileObject(node, site, input, instanceClassOf(asTypeBox(node))) : interpret(node, site, input);
  }
}

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
