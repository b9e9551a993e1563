/**
 * The interpreter of schemas: reads a value and says what is wrong with it.
 *
 * It runs where the compiled validator refused a value, for what handlers return outside production, and for the few
 * keywords that are not worth compiling. It accepts and refuses exactly what the compiled validator does.
 */
import { codecOf } from '../schema/codec.js';
import type { Codec } from '../schema/codec.js';
import type { FormatTable } from '../schema/formats.js';
import { instanceClassOf } from '../schema/model.js';
import { isOptional, isTransform, transformOf } from '../schema/typebox.js';
import type { JsonSchema } from '../schema/typebox.js';
import { findDecodedComplaint, findNumberComplaint, findStringComplaint, patternOf } from './constraint.js';
import { complainOfConversion, convert, lastOf } from './conversion.js';
import type { ReadMode } from './conversion.js';
import { areItemsUnique, areUnique, isEqual } from './equality.js';
import { complainOfCodec, hasComplaint } from './format-issue.js';
import type { Complaint } from './format-issue.js';
import { INVALID } from './invalid.js';
import type { Invalid } from './invalid.js';
import { formatAlternatives, formatIssueMessage, formatMember } from './issue-message.js';
import type { ValidationIssue } from './issue.js';
import { labelOf, labelOfType } from './label.js';
import { mergeReadings, toInstance } from './merge.js';
import { copyOpen, countKeys, isObject, isPlainObject, isPoison, limitDepth, MAX_DEPTH } from './open-value.js';
import type { PlainObject } from './open-value.js';
import type { Frame, SchemaNode } from './reference.js';
import {
  applicatorsOf,
  asTypeBox,
  bringsShape,
  constantsOf,
  declaredNames,
  findDiscriminator,
  hasArrayShape,
  hasAssertions,
  hasObjectShape,
  INTEGER_KEY,
  isAbsence,
  isClosedRecord,
  isEnum,
  isNull,
  isRequired,
  mapOf,
  matchesEveryKey,
  nodeOf,
  nodesOf,
  typesOf,
} from './shape.js';
import type { Discriminator } from './shape.js';
import { memberOfText } from './text.js';

export interface ReaderOptions {
  readonly mode: ReadMode;
  readonly formats?: FormatTable | undefined;
  /** Most issues collected; 0: only whether the value is accepted. */
  readonly limit: number;
  readonly loc?: readonly (string | number)[];
}

/** A place in a value: what is read there, in which frame, how deep. */
interface Place {
  readonly frame: Frame;
  readonly depth: number;
  /** What happens to a value whose shape nothing describes: copied, or (within an intersection) left to the other parts. */
  readonly open: 'copy' | 'keep';
}

/** One of the schemas that an intersection applies. */
interface Part {
  readonly read: (value: unknown, place: Place) => unknown;
  readonly brings: (kind: 'object' | 'array') => boolean;
}

/** What a part returns that does not apply to the value. */
const NOTHING = Symbol('typhoon.nothing');

export class SchemaReader {
  readonly issues: ValidationIssue[] = [];
  readonly #options: ReaderOptions;
  readonly #loc: (string | number)[];
  readonly #shown = new WeakMap<object, object>();
  #readings = new WeakMap<object, Map<SchemaNode, unknown>>();

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#loc = [...(options.loc ?? [])];
  }

  /** Reads a whole input, which may be absent. */
  readRoot(schema: JsonSchema, frame: Frame, value: unknown): unknown {
    if (value !== undefined || isAbsence(schema)) return this.read(schema, frame, value, 0);
    if ('default' in schema) return readDefault(schema, frame, this.#options.formats);
    return isOptional(asTypeBox(schema)) ? undefined : this.#refuse({ type: 'missing' }, null);
  }

  read(node: SchemaNode, frame: Frame, value: unknown, depth: number): unknown {
    return this.#read(node, { frame, depth, open: 'copy' }, value);
  }

  #read(node: SchemaNode, place: Place, value: unknown): unknown {
    if (node === true) return this.#readOpen(place, value);
    if (node === false) return this.#refuse({ type: 'never' }, value);
    if (this.#options.mode === 'output') return this.#readOutput(node, place, value);
    const codec = codecOf(asTypeBox(node));
    const result = codec === undefined ? this.#readKeywords(node, place, value) : this.#decode(codec, node, place, value);
    return result !== INVALID && isTransform(asTypeBox(node)) ? this.#transform(node, value, result) : result;
  }

  #decode(codec: Codec, node: JsonSchema, place: Place, value: unknown): unknown {
    const wire = codec.input ?? codec.wire;
    // A codec without words of its own (a secret, one of a user's) leaves them to the JSON form: that a text is too short, say.
    const scalar = typesOf(wire)[0] === 'string' && hasComplaint(codec.name);
    const written = scalar ? this.#quietly().#read(wire, place, value) : this.#read(wire, place, value);
    const decoded = written === INVALID ? undefined : codec.decode(written as never);
    if (decoded === undefined) return written === INVALID && !scalar ? INVALID : this.#refuse(complainOfCodec(codec.name, this.#scalar(value)), value);
    const complaint = findDecodedComplaint(node, decoded);
    return complaint === undefined ? decoded : this.#refuse(complaint, value);
  }

  #transform(node: JsonSchema, value: unknown, result: unknown): unknown {
    try {
      return transformOf(asTypeBox(node) as never).decode(result);
    } catch (error) {
      return this.#refuse(complainOfTransform(error), value);
    }
  }

  #readOutput(node: JsonSchema, place: Place, value: unknown): unknown {
    const written = isTransform(asTypeBox(node)) ? this.#encode(node, value) : value;
    if (written === INVALID) return INVALID;
    const codec = codecOf(asTypeBox(node));
    if (codec === undefined) return this.#readKeywords(node, place, written);
    if (!codec.is(written)) return this.#refuse(complainOfCodec(codec.name, undefined), written);
    const complaint = findDecodedComplaint(node, written);
    if (complaint !== undefined) return this.#refuse(complaint, written);
    return this.#read(codec.input ?? codec.wire, place, codec.encode(written as never));
  }

  #encode(node: JsonSchema, value: unknown): unknown {
    try {
      return transformOf(asTypeBox(node) as never).encode(value);
    } catch (error) {
      return this.#refuse({ type: 'value_error', context: { error: error instanceof Error ? error.message : String(error) } }, value);
    }
  }

  #readKeywords(node: JsonSchema, outer: Place, value: unknown): unknown {
    const place: Place = { ...outer, frame: outer.frame.enter(node) };
    const applicators = applicatorsOf(node);
    if (applicators.length === 0) return this.#readBase(node, place, value);
    if (applicators.length === 1 && !hasAssertions(node)) {
      if ('$ref' in node) return this.#readReference(node, place, value);
      if ('anyOf' in node) return this.#readUnion(node, 'anyOf', place, value);
      if ('oneOf' in node) return this.#readUnion(node, 'oneOf', place, value);
    }
    return this.#readIntersection(node, place, value);
  }

  #readReference(node: JsonSchema, place: Place, value: unknown): unknown {
    const target = place.frame.resolve(node['$ref'] as string);
    if (target === undefined) throw new Error(`The schema refers to '${String(node['$ref'])}', which it does not contain.`);
    // A text too: as a list of one it would be a list of lists without end.
    if (place.depth >= MAX_DEPTH) return this.#refuseDepth(value);
    return this.#read(target.schema, { ...place, frame: target.frame }, value);
  }

  // — the value itself —

  #readBase(node: JsonSchema, place: Place, value: unknown): unknown {
    const converted = this.#readType(node, place, value);
    if (converted === INVALID) return INVALID;
    if (typeof converted === 'string') return this.#check(findStringComplaint(node, converted, this.#options.formats), converted, value);
    if (typeof converted === 'number') return this.#check(findNumberComplaint(node, converted), converted, value);
    if (Array.isArray(converted)) return this.#readArray(node, place, converted);
    return isObject(converted) ? this.#readObject(node, place, converted) : converted;
  }

  #check(complaint: Complaint | undefined, converted: unknown, value: unknown): unknown {
    return complaint === undefined ? converted : this.#refuse(complaint, value);
  }

  #readType(node: JsonSchema, place: Place, value: unknown): unknown {
    const member = this.#readMember(node, value);
    if (member === INVALID) return INVALID;
    const types = typesOf(node).filter((type) => type !== 'null');
    if (types.length === 0 && !('type' in node)) return member;
    if (member === null && types.length < typesOf(node).length) return null;
    for (const type of types) {
      const converted = convert(type, member, this.#options.mode);
      if (converted !== INVALID) return converted;
    }
    if (types.length === 0) return this.#refuse({ type: 'none_required' }, value);
    if (types.length === 1) return this.#refuse(complainOfConversion(types[0] as string, value, node, this.#options.mode), value);
    for (const type of types)
      this.#within(labelOfType(type, node, place.frame), () => this.#refuse(complainOfConversion(type, value, node, this.#options.mode), value));
    return INVALID;
  }

  #readMember(node: JsonSchema, value: unknown): unknown {
    const isConst = 'const' in node;
    const members = isConst ? [node['const']] : (node['enum'] as readonly unknown[] | undefined);
    if (members === undefined) return value;
    const member = this.#findMember(members, value);
    if (member === INVALID || (isConst && Array.isArray(node['enum']) && !node['enum'].some((other) => isEqual(other, member)))) {
      return this.#refuse(expected(isConst ? 'literal_error' : 'enum', members), value);
    }
    return member;
  }

  #findMember(members: readonly unknown[], value: unknown): unknown {
    const scalar = this.#scalar(value);
    if (this.#options.mode === 'text' && typeof scalar === 'string') return memberOfText(members, scalar) ?? INVALID;
    return members.some((member) => isEqual(member, value)) ? value : INVALID;
  }

  #scalar(value: unknown): unknown {
    return this.#options.mode === 'text' ? lastOf(value) : value;
  }

  #readOpen(place: Place, value: unknown): unknown {
    if (place.open === 'keep' || this.#options.mode === 'output') return value;
    const copy = copyOpen(value, place.depth);
    return copy === INVALID ? this.#refuseDepth(value) : copy;
  }

  // — lists —

  #readArray(node: JsonSchema, place: Place, items: readonly unknown[]): unknown {
    const prefix = nodesOf(node, 'prefixItems') ?? nodesOf(node, 'items') ?? [];
    const rest = nodeOf(node, nodesOf(node, 'prefixItems') !== undefined || nodeOf(node, 'items') !== undefined ? 'items' : 'additionalItems');
    const tooLong = findTooLong(node, prefix.length, rest, items.length);
    if (tooLong !== undefined) return this.#refuse(tooLong, items);
    const results = hasArrayShape(node) ? this.#readItems(prefix, rest ?? true, place, items) : this.#readOpen(place, items);
    if (results === INVALID) return INVALID;
    const isShort = this.#checkMinItems(node, prefix.length, items);
    if (isShort || !this.#checkContents(node, place, items, results as readonly unknown[])) return INVALID;
    return results;
  }

  #readItems(prefix: readonly SchemaNode[], rest: SchemaNode, place: Place, items: readonly unknown[]): unknown {
    const results: unknown[] = [];
    let isValid = true;
    for (const [index, item] of items.entries()) {
      const result = this.#within(index, () => this.#read(prefix[index] ?? rest, inside(place), item));
      if (result === INVALID) isValid = false;
      if (!isValid && this.#isFull()) return INVALID;
      results.push(result);
    }
    return isValid ? results : INVALID;
  }

  #checkMinItems(node: JsonSchema, places: number, items: readonly unknown[]): boolean {
    const least = node['minItems'];
    if (typeof least !== 'number' || items.length >= least) return false;
    if (places < least)
      this.#refuse({ type: 'too_short', context: { field_type: places > 0 ? 'Tuple' : 'List', min_length: least, actual_length: items.length } }, items);
    else for (let index = items.length; index < least; index++) this.#within(index, () => this.#refuse({ type: 'missing' }, items));
    return true;
  }

  #checkContents(node: JsonSchema, place: Place, items: readonly unknown[], results: readonly unknown[]): boolean {
    if (node['uniqueItems'] === true && !areItemsUnique(items, results)) {
      this.#refuse({ type: 'unique_items' }, items);
      return false;
    }
    const contains = nodeOf(node, 'contains');
    return contains === undefined || this.#checkContains(node, contains, place, items);
  }

  #checkContains(node: JsonSchema, contains: SchemaNode, place: Place, items: readonly unknown[]): boolean {
    const least = (node['minContains'] as number | undefined) ?? 1;
    const most = (node['maxContains'] as number | undefined) ?? Infinity;
    const actual = items.filter((item) => this.#accepts(contains, inside(place), item)).length;
    if (actual < least) this.#refuse({ type: 'contains_too_few', context: { min_contains: least, actual } }, items);
    if (actual > most) this.#refuse({ type: 'contains_too_many', context: { max_contains: most, actual } }, items);
    return actual >= least && actual <= most;
  }

  // — objects —

  #readObject(node: JsonSchema, place: Place, object: PlainObject): unknown {
    const before = this.issues.length;
    const result: PlainObject = {};
    let isValid = this.#readDeclared(node, place, object, result);
    if (!isValid && this.#isFull()) return INVALID;
    if (!this.#checkRequired(node, object)) isValid = false;
    if (!this.#readUndeclared(node, place, object, result)) isValid = false;
    if (!this.#checkNames(node, place, object)) isValid = false;
    if (isValid && this.issues.length === before) isValid = this.#checkSize(node, object);
    if (!isValid) return INVALID;
    if (!hasObjectShape(node)) return this.#readOpen(place, object);
    const model = this.#options.mode === 'output' ? undefined : instanceClassOf(asTypeBox(node));
    return model === undefined ? result : toInstance(model, result);
  }

  #readDeclared(node: JsonSchema, place: Place, object: PlainObject, result: PlainObject): boolean {
    let isValid = true;
    for (const [name, property] of Object.entries(mapOf(node, 'properties'))) {
      if (name === '__proto__') continue;
      const value = this.#property(object, name);
      const read =
        value === undefined
          ? this.#readAbsent(node, name, property, place, object)
          : this.#readNamed(name, [property, ...matchingPatterns(node, name)], place, value);
      if (read === INVALID) isValid = false;
      else if (read !== undefined) result[name] = read;
      if (!isValid && this.#isFull()) return false;
    }
    return isValid;
  }

  // What a client sends is read from the object itself only; what a handler returns may be an instance with getters.
  #property(object: PlainObject, name: string): unknown {
    return this.#options.mode === 'output' || Object.hasOwn(object, name) ? object[name] : undefined;
  }

  #readAbsent(node: JsonSchema, name: string, property: SchemaNode, place: Place, object: PlainObject): unknown {
    if (typeof property === 'object' && 'default' in property)
      return this.#options.mode === 'output' ? undefined : readDefault(property, place.frame, this.#options.formats);
    return isRequired(node, name) && !isAbsence(property) ? this.#within(name, () => this.#refuse({ type: 'missing' }, object)) : undefined;
  }

  #readNamed(name: string, nodes: readonly SchemaNode[], place: Place, value: unknown): unknown {
    return this.#within(name, () => {
      let result = this.#read(nodes[0] as SchemaNode, inside(place), value);
      for (const other of nodes.slice(1)) {
        const also = this.#read(other, inside(place), value);
        result = result === INVALID || also === INVALID ? INVALID : mergeReadings(value, result, also);
      }
      return result;
    });
  }

  /** Names that are asked for but not described. */
  #checkRequired(node: JsonSchema, object: PlainObject): boolean {
    const properties = mapOf(node, 'properties');
    const names = [
      ...((node['required'] as readonly string[] | undefined) ?? []).filter((name) => !Object.hasOwn(properties, name)),
      ...this.#dependentNames(node, object),
    ];
    const missing = names.filter((name) => this.#property(object, name) === undefined);
    for (const name of missing) this.#within(name, () => this.#refuse({ type: 'missing' }, object));
    return missing.length === 0;
  }

  #dependentNames(node: JsonSchema, object: PlainObject): readonly string[] {
    const dependent = Object.entries((node['dependentRequired'] as Record<string, readonly string[]> | undefined) ?? {});
    return dependent.filter(([name]) => this.#property(object, name) !== undefined).flatMap(([, names]) => names);
  }

  #readUndeclared(node: JsonSchema, place: Place, object: PlainObject, result: PlainObject): boolean {
    const additional = nodeOf(node, 'additionalProperties');
    if (additional === undefined && !('patternProperties' in node)) return true;
    const properties = mapOf(node, 'properties');
    let isValid = true;
    for (const key of Object.keys(object)) {
      if (key === '__proto__' || Object.hasOwn(properties, key)) continue;
      const read = this.#readUndeclaredKey(key, node, additional, place, object);
      if (read === INVALID) isValid = false;
      else if (read !== undefined) result[key] = read;
      if (!isValid && this.#isFull()) return false;
    }
    return isValid;
  }

  #readUndeclaredKey(key: string, node: JsonSchema, additional: SchemaNode | undefined, place: Place, object: PlainObject): unknown {
    const patterns = matchingPatterns(node, key);
    if (patterns.length === 0 && additional === false)
      return this.#options.mode === 'output' ? undefined : this.#within(key, () => this.#refuse({ type: 'extra_forbidden' }, object[key]));
    if (isPoison(key) || object[key] === undefined) return undefined;
    if (patterns.length > 0) return this.#readNamed(key, patterns, place, object[key]);
    if (additional !== undefined) return this.#readNamed(key, [additional], place, object[key]);
    return isClosedRecord(node) ? this.#refuseKey(key, node) : undefined;
  }

  #refuseKey(key: string, node: JsonSchema): Invalid {
    const pattern = Object.keys(mapOf(node, 'patternProperties'))[0] as string;
    const complaint: Complaint = pattern === INTEGER_KEY ? { type: 'int_parsing' } : { type: 'string_pattern_mismatch', context: { pattern } };
    return this.#within(key, () => this.#within('[key]', () => this.#refuse(complaint, key)));
  }

  #checkNames(node: JsonSchema, place: Place, object: PlainObject): boolean {
    const names = nodeOf(node, 'propertyNames');
    if (names === undefined) return true;
    let isValid = true;
    for (const key of Object.keys(object)) {
      if (key === '__proto__') continue;
      if (this.#within(key, () => this.#within('[key]', () => this.#read(names, inside(place), key))) === INVALID) isValid = false;
      if (!isValid && this.#isFull()) return false;
    }
    return isValid;
  }

  #checkSize(node: JsonSchema, object: PlainObject): boolean {
    const { minProperties: least, maxProperties: most } = node;
    const size = typeof least === 'number' || typeof most === 'number' ? countKeys(object) : 0;
    if (typeof least === 'number' && size < least)
      this.#refuse({ type: 'too_short', context: { field_type: 'Dictionary', min_length: least, actual_length: size } }, object);
    else if (typeof most === 'number' && size > most)
      this.#refuse({ type: 'too_long', context: { field_type: 'Dictionary', max_length: most, actual_length: size } }, object);
    else return true;
    return false;
  }

  // — several schemas for one value —

  #readUnion(node: JsonSchema, keyword: 'anyOf' | 'oneOf', place: Place, value: unknown): unknown {
    const branches = nodesOf(node, keyword) ?? [];
    const others = branches.filter((branch) => !isNull(branch));
    if (value === null && others.length < branches.length) return keyword === 'anyOf' ? null : this.#readOne(branches, place, value);
    if (others.length === 0) return this.#refuse({ type: 'none_required' }, value);
    if (others.length === 1) return this.#read(others[0] as SchemaNode, place, value);
    const constants = constantsOf({ anyOf: others });
    if (constants !== undefined && (keyword === 'anyOf' || areUnique(constants))) return this.#readConstant(node, constants, value);
    const discriminator = discriminatorOf(node, branches, others, place.frame);
    if (discriminator !== undefined && this.#canDiscriminate(discriminator)) return this.#readTagged(others, discriminator, place, value);
    return keyword === 'anyOf' ? this.#readAny(others, place, value) : this.#readOne(others, place, value);
  }

  #readConstant(node: JsonSchema, constants: readonly unknown[], value: unknown): unknown {
    const member = this.#findMember(constants, value);
    return member === INVALID ? this.#refuse(expected(isEnum(node) ? 'enum' : 'literal_error', constants), value) : member;
  }

  // The tag of text is a text.
  #canDiscriminate(discriminator: Discriminator): boolean {
    return this.#options.mode !== 'text' || [...discriminator.branches.keys()].every((tag) => typeof tag === 'string');
  }

  #readTagged(branches: readonly SchemaNode[], { property, branches: tags }: Discriminator, place: Place, value: unknown): unknown {
    if (!isObject(value)) return this.#refuse({ type: 'model_attributes_type' }, value);
    const tag = this.#scalar(this.#property(value, property));
    const discriminator = `'${property}'`;
    if (tag === undefined) return this.#refuse({ type: 'union_tag_not_found', context: { discriminator } }, value);
    const index = tags.get(tag);
    if (index !== undefined) return this.#within(tag as string | number, () => this.#read(branches[index] as SchemaNode, place, value));
    const expectedTags = [...tags.keys()].map(formatMember).join(', ');
    return this.#refuse(
      { type: 'union_tag_invalid', context: { discriminator, tag: typeof tag === 'string' ? tag : formatMember(tag), expected_tags: expectedTags } },
      value,
    );
  }

  #readAny(branches: readonly SchemaNode[], place: Place, value: unknown): unknown {
    for (const branch of this.#inOrderOfFit(branches, place.frame, value)) {
      const result = this.#tryBranch(branch, place, value);
      if (result !== INVALID) return result;
    }
    return this.#refuseBranches(branches, place, value);
  }

  #refuseBranches(branches: readonly SchemaNode[], place: Place, value: unknown): Invalid {
    for (const branch of branches) {
      if (this.#isFull()) break;
      this.#within(labelOf(branch, place.frame), () => this.#read(branch, place, value));
    }
    return INVALID;
  }

  #readOne(branches: readonly SchemaNode[], place: Place, value: unknown): unknown {
    const accepted = branches.map((branch) => this.#tryBranch(branch, place, value)).filter((result) => result !== INVALID);
    if (accepted.length === 1) return accepted[0];
    return accepted.length === 0
      ? this.#refuseBranches(branches, place, value)
      : this.#refuse({ type: 'union_ambiguous', context: { matched: accepted.length } }, value);
  }

  /** Objects are tried against the branch first that declares most of what is there; text in the order of declaration. */
  #inOrderOfFit(branches: readonly SchemaNode[], frame: Frame, value: unknown): readonly SchemaNode[] {
    if (this.#options.mode === 'text' || !isObject(value)) return branches;
    const fits = branches.map((branch) => ({ branch, fit: declaredNames(branch, frame).filter((name) => this.#property(value, name) !== undefined).length }));
    return fits.sort((left, right) => right.fit - left.fit).map(({ branch }) => branch);
  }

  #readIntersection(node: JsonSchema, place: Place, value: unknown): unknown {
    const kind = Array.isArray(value) ? 'array' : isObject(value) ? 'object' : undefined;
    const before = this.issues.length;
    const base = this.#readBase(node, { ...place, open: 'keep' }, value);
    if (base === INVALID) return INVALID;
    const parts: unknown[] = kind !== undefined && (kind === 'object' ? hasObjectShape(node) : hasArrayShape(node)) ? [base] : [];
    let current = base;
    let isValid = true;
    for (const part of this.#partsOf(node, place)) {
      const brings = kind !== undefined && part.brings(kind);
      const read = part.read(kind === undefined ? current : value, { ...place, open: brings ? 'copy' : 'keep' });
      if (read === INVALID) isValid = false;
      else if (kind === undefined) current = read;
      else if (brings && read !== NOTHING) parts.push(read);
      if (!isValid && this.#isFull()) return INVALID;
    }
    this.#dropRepeated(before);
    if (!isValid || !this.#checkNot(node, place, value)) return INVALID;
    if (kind === undefined) return current;
    const merged = parts.length === 0 ? this.#readOpen(place, value) : parts.reduce((left, right) => mergeReadings(value, left, right));
    return merged === INVALID || kind === 'array' ? merged : this.#finishObject(node, place, value as PlainObject, merged as PlainObject);
  }

  #finishObject(node: JsonSchema, place: Place, object: PlainObject, merged: PlainObject): unknown {
    const result = this.#readUnevaluated(node, place, object, merged);
    const model = this.#options.mode === 'output' ? undefined : instanceClassOf(asTypeBox(node));
    return result === INVALID || model === undefined || merged instanceof model ? result : toInstance(model, result as PlainObject);
  }

  #partsOf(node: JsonSchema, { frame }: Place): readonly Part[] {
    const part = (schema: SchemaNode): Part => ({
      read: (value, place) => this.#read(schema, place, value),
      brings: (kind) => bringsShape(schema, frame, kind),
    });
    const parts = (nodesOf(node, 'allOf') ?? []).map(part);
    for (const keyword of ['anyOf', 'oneOf'] as const) {
      if (keyword in node) parts.push({ ...part({ [keyword]: node[keyword] }), read: (value, place) => this.#readUnion(node, keyword, place, value) });
    }
    if ('$ref' in node) parts.push({ ...part({ $ref: node['$ref'] }), read: (value, place) => this.#readReference(node, place, value) });
    const condition = nodeOf(node, 'if');
    if (condition !== undefined) parts.push(this.#conditionalPart(condition, nodeOf(node, 'then') ?? true, nodeOf(node, 'else') ?? true, frame));
    for (const [name, dependent] of Object.entries(mapOf(node, 'dependentSchemas'))) {
      const whole = part(dependent);
      parts.push({ ...whole, read: (value, place) => (isObject(value) && this.#property(value, name) === undefined ? NOTHING : whole.read(value, place)) });
    }
    return parts;
  }

  #conditionalPart(condition: SchemaNode, then: SchemaNode, otherwise: SchemaNode, frame: Frame): Part {
    const read: Part['read'] = (value, place) => {
      const branch = this.#accepts(condition, place, value) ? then : otherwise;
      const result = this.#read(branch, place, value);
      return result === INVALID || !isContainer(value) || bringsShape(branch, frame, Array.isArray(value) ? 'array' : 'object') ? result : NOTHING;
    };
    return { read, brings: (kind) => bringsShape(then, frame, kind) || bringsShape(otherwise, frame, kind) };
  }

  #checkNot(node: JsonSchema, place: Place, value: unknown): boolean {
    const excluded = nodeOf(node, 'not');
    if (excluded === undefined || !this.#accepts(excluded, place, value)) return true;
    this.#refuse({ type: 'not_allowed' }, value);
    return false;
  }

  #readUnevaluated(node: JsonSchema, place: Place, object: PlainObject, merged: PlainObject): unknown {
    const unevaluated = nodeOf(node, 'unevaluatedProperties');
    if (unevaluated === undefined) return merged;
    const evaluated = new Set<string>();
    this.#collectEvaluated(node, place, object, evaluated);
    const result = isPlainObject(merged) ? { ...merged } : merged;
    let isValid = true;
    for (const key of Object.keys(object)) {
      if (key === '__proto__' || evaluated.has(key)) continue;
      const read = this.#readUndeclaredKey(key, {}, unevaluated, place, object);
      if (read === INVALID) isValid = false;
      else if (read !== undefined) result[key] = read;
      if (!isValid && this.#isFull()) break;
    }
    return isValid ? result : INVALID;
  }

  /** Names that some applied schema has looked at. @see JSON Schema 2020-12 Core §11.3 */
  #collectEvaluated(node: SchemaNode, place: Place, object: PlainObject, names: Set<string>): void {
    if (typeof node === 'boolean') return;
    const own: Place = { ...place, frame: place.frame.enter(node) };
    const properties = mapOf(node, 'properties');
    for (const key of Object.keys(object)) {
      if (Object.hasOwn(properties, key) || nodeOf(node, 'additionalProperties') !== undefined || matchingPatterns(node, key).length > 0) names.add(key);
    }
    for (const part of this.#appliedTo(node, own, object)) this.#collectEvaluated(part.schema, { ...own, frame: part.frame }, object, names);
  }

  #appliedTo(node: JsonSchema, place: Place, object: PlainObject): readonly { readonly schema: SchemaNode; readonly frame: Frame }[] {
    const { frame } = place;
    const applied = (nodesOf(node, 'allOf') ?? []).map((schema) => ({ schema, frame }));
    const alternatives = [...(nodesOf(node, 'anyOf') ?? []), ...(nodesOf(node, 'oneOf') ?? [])].filter((branch) => this.#accepts(branch, place, object));
    const dependent = Object.entries(mapOf(node, 'dependentSchemas')).filter(([name]) => this.#property(object, name) !== undefined);
    const condition = nodeOf(node, 'if');
    const holds = condition !== undefined && this.#accepts(condition, place, object);
    const conditional = condition === undefined ? [] : [...(holds ? [condition] : []), nodeOf(node, holds ? 'then' : 'else') ?? true];
    const target = typeof node['$ref'] === 'string' ? frame.resolve(node['$ref']) : undefined;
    return [
      ...applied,
      ...[...alternatives, ...dependent.map(([, schema]) => schema), ...conditional].map((schema) => ({ schema, frame })),
      ...(target === undefined ? [] : [target]),
    ];
  }

  // — bookkeeping —

  #accepts(node: SchemaNode, place: Place, value: unknown): boolean {
    return this.#tryBranch(node, { ...place, open: 'keep' }, value) !== INVALID;
  }

  /**
   * Reads without collecting issues. What was read of an object is remembered: in a recursive union each level would
   * otherwise try every branch of the next, twice as many per level.
   */
  #tryBranch(node: SchemaNode, place: Place, value: unknown): unknown {
    if (typeof value !== 'object' || value === null || place.open === 'keep') return this.#quietly().#read(node, place, value);
    const readings = this.#readings.get(value) ?? new Map<SchemaNode, unknown>();
    this.#readings.set(value, readings);
    if (!readings.has(node)) readings.set(node, this.#quietly().#read(node, place, value));
    return readings.get(node);
  }

  #quietly(): SchemaReader {
    if (this.#options.limit === 0) return this;
    const reader = new SchemaReader({ ...this.#options, limit: 0 });
    reader.#readings = this.#readings;
    return reader;
  }

  #within<TResult>(step: string | number, read: () => TResult): TResult {
    this.#loc.push(step);
    const result = read();
    this.#loc.pop();
    return result;
  }

  #isFull(): boolean {
    return this.issues.length >= this.#options.limit;
  }

  #refuseDepth(value: unknown): Invalid {
    return this.#refuse({ type: 'recursion_limit', context: { max_depth: MAX_DEPTH } }, value);
  }

  #refuse({ type, context, message }: Complaint, value: unknown): Invalid {
    if (this.#isFull()) return INVALID;
    const issue: ValidationIssue = { type, loc: [...this.#loc], msg: message ?? formatIssueMessage(type, context ?? {}), input: this.#showInput(value) };
    this.issues.push(context === undefined ? issue : { ...issue, ctx: context });
    return INVALID;
  }

  // The same object is the input of every field it lacks: it is measured once.
  #showInput(value: unknown): unknown {
    if (this.#options.mode === 'output' || typeof value !== 'object' || value === null) return value;
    const known = this.#shown.get(value);
    if (known !== undefined) return known;
    const shown = limitDepth(value) as object;
    this.#shown.set(value, shown);
    return shown;
  }

  /** Parts of an intersection often find the same thing: one report is enough. */
  #dropRepeated(start: number): void {
    const seen = new Set<string>();
    const kept = this.issues.splice(start).filter((issue) => {
      const key = JSON.stringify([issue.type, issue.loc, issue.msg]);
      return !seen.has(key) && seen.add(key);
    });
    this.issues.push(...kept);
  }
}

/** The value of a default, made anew each time: a handler may change it. It may be written as JSON or as the decoded value. */
export function readDefault(schema: JsonSchema, frame: Frame, formats: FormatTable | undefined): unknown {
  const value = schema['default'];
  const codec = codecOf(asTypeBox(schema));
  const written = codec?.is(value) === true ? codec.encode(value as never) : value;
  const read = new SchemaReader({ mode: 'json', formats, limit: 0 }).read(schema, frame, written, 0);
  return read === INVALID ? value : read;
}

/** An error of the user's: its text is the message, and the figure that pydantic names is an object without members in JSON. */
function complainOfTransform(error: unknown): Complaint {
  return { type: 'value_error', context: { error: {} }, message: `Value error, ${error instanceof Error ? error.message : String(error)}` };
}

function inside(place: Place): Place {
  return { frame: place.frame, depth: place.depth + 1, open: 'copy' };
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function expected(type: 'enum' | 'literal_error', members: readonly unknown[]): Complaint {
  return { type, context: { expected: formatAlternatives(members) } };
}

/** The schemas under `patternProperties` that a key calls for. */
export function matchingPatterns(node: JsonSchema, key: string): readonly SchemaNode[] {
  const patterns = Object.entries(mapOf(node, 'patternProperties'));
  return patterns.filter(([pattern]) => matchesEveryKey(pattern) || patternOf(pattern).test(key)).map(([, schema]) => schema);
}

function findTooLong(node: JsonSchema, places: number, rest: SchemaNode | undefined, length: number): Complaint | undefined {
  const most = Math.min((node['maxItems'] as number | undefined) ?? Infinity, rest === false ? places : Infinity);
  if (length <= most) return undefined;
  return { type: 'too_long', context: { field_type: places > 0 ? 'Tuple' : 'List', max_length: most, actual_length: length } };
}

const discriminators = new WeakMap<readonly SchemaNode[], Discriminator | null>();

/** The discriminator of a union, found once. `others` are its branches without null. */
export function discriminatorOf(node: JsonSchema, branches: readonly SchemaNode[], others: readonly SchemaNode[], frame: Frame): Discriminator | undefined {
  const known = discriminators.get(branches);
  if (known !== undefined) return known ?? undefined;
  const discriminator = findDiscriminator(node, others, frame);
  discriminators.set(branches, discriminator ?? null);
  return discriminator;
}
