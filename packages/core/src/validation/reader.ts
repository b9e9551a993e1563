/**
 * The interpreter of schemas: reads a value and says what is wrong with it.
 *
 * It runs where the compiled validator refused a value, for what handlers return outside production, and for the few
 * keywords that are not worth compiling. It accepts and refuses exactly what the compiled validator does.
 */
import { codecOf } from '../schema/codec.js';
import type { Codec } from '../schema/codec.js';
import type { FormatTable } from '../schema/formats.js';
import { isOptional, isTransform, transformOf } from '../schema/typebox.js';
import type { JsonSchema } from '../schema/typebox.js';
import { readArray } from './array-reader.js';
import { findDecodedComplaint, findNumberComplaint, findStringComplaint } from './constraint.js';
import { complainOfConversion, convert, lastOf } from './conversion.js';
import type { ReadMode } from './conversion.js';
import { isEqual } from './equality.js';
import { complainOfCodec, complainOfMember, hasComplaint } from './format-issue.js';
import type { Complaint } from './format-issue.js';
import { readIntersection } from './intersection-reader.js';
import { INVALID } from './invalid.js';
import type { Invalid } from './invalid.js';
import { formatIssueMessage } from './issue-message.js';
import type { ValidationIssue } from './issue.js';
import { labelOfType } from './label.js';
import { readObject } from './object-reader.js';
import { copyOpen, isObject, limitDepth, MAX_DEPTH } from './open-value.js';
import type { PlainObject } from './open-value.js';
import { placeIn } from './read-context.js';
import type { Place, ReadContext } from './read-context.js';
import type { Frame, SchemaNode } from './reference.js';
import { applicatorsOf, asTypeBox, hasAssertions, isAbsence, takesScalar, typesOf } from './shape.js';
import { isSecret } from './secret-input.js';
import { memberOfText } from './text.js';
import { readUnion } from './union-reader.js';

export interface ReaderOptions {
  readonly mode: ReadMode;
  readonly formats?: FormatTable | undefined;
  /** Most issues collected; 0: only whether the value is accepted. */
  readonly limit: number;
  readonly loc?: readonly (string | number)[];
  /** True for what a client sends: there `readOnly` properties are dropped. Default: false. */
  readonly isRequest?: boolean;
  /** True for what leaves: there `writeOnly` properties need not be. Default: false. */
  readonly isAnswer?: boolean | undefined;
}

export class SchemaReader implements ReadContext {
  readonly issues: ValidationIssue[] = [];
  /** What was read that nobody shall see. */
  secrets = new Set<unknown>();
  readonly mode: ReadMode;
  readonly formats: FormatTable | undefined;
  readonly isRequest: boolean;
  readonly isAnswer: boolean;
  readonly #options: ReaderOptions;
  readonly #loc: (string | number)[];
  readonly #shown = new WeakMap<object, object>();
  #readings = new WeakMap<object, Map<SchemaNode, unknown>>();

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.mode = options.mode;
    this.formats = options.formats;
    this.isRequest = options.isRequest === true;
    this.isAnswer = options.isAnswer === true;
    this.#loc = [...(options.loc ?? [])];
  }

  /** Reads a whole input, which may be absent. */
  readRoot(schema: JsonSchema, frame: Frame, value: unknown): unknown {
    if (value !== undefined || isAbsence(schema)) return this.read(schema, placeIn(frame), value);
    if ('default' in schema) return this.readDefault(schema, frame);
    return isOptional(asTypeBox(schema)) ? undefined : this.refuse({ type: 'missing' }, null);
  }

  read(node: SchemaNode, place: Place, value: unknown): unknown {
    if (node === true) return this.readOpen(place, value);
    if (node === false) return this.refuse({ type: 'never' }, value);
    if (this.mode === 'output') return this.#readOutput(node, place, value);
    // A repeated scalar takes the last: that one is read, and shown where it is wrong.
    const given = Array.isArray(value) && this.mode === 'text' && takesScalar(node) ? lastOf(value) : value;
    if (isSecret(node) && given !== '' && given !== null && typeof given !== 'boolean') this.secrets.add(given);
    const codec = codecOf(asTypeBox(node));
    const result = codec === undefined ? this.#readKeywords(node, place, given) : this.#decode(codec, node, place, given);
    return result !== INVALID && isTransform(asTypeBox(node)) ? this.#transform(node, given, result) : result;
  }

  #decode(codec: Codec, node: JsonSchema, place: Place, value: unknown): unknown {
    const wire = codec.input ?? codec.wire;
    // A codec without words of its own (a secret, one of a user's) leaves them to the JSON form: that a text is too short, say.
    const type = typesOf(wire)[0];
    const scalar = type === 'string' && hasComplaint(codec.name);
    // `set_type`, not `list_type`: what is wrong is said of what the program asked for, not of how it travels.
    if (type === 'array' && hasComplaint(codec.name) && convert(type, value, this.mode) === INVALID)
      return this.refuse(complainOfCodec(codec.name, undefined), value);
    const written = scalar ? this.#quietly().read(wire, place, value) : this.read(wire, place, value);
    const decoded = written === INVALID ? undefined : codec.decode(written as never);
    if (decoded === undefined) return written === INVALID && !scalar ? INVALID : this.refuse(complainOfCodec(codec.name, this.scalar(value)), value);
    const complaint = findDecodedComplaint(node, decoded);
    return complaint === undefined ? decoded : this.refuse(complaint, value);
  }

  #transform(node: JsonSchema, value: unknown, result: unknown): unknown {
    try {
      return transformOf(asTypeBox(node) as never).decode(result);
    } catch (error) {
      return this.refuse(complainOfTransform(error), value);
    }
  }

  #readOutput(node: JsonSchema, place: Place, value: unknown): unknown {
    const written = isTransform(asTypeBox(node)) ? this.#encode(node, value) : value;
    if (written === INVALID) return INVALID;
    const codec = codecOf(asTypeBox(node));
    if (codec === undefined) return this.#readKeywords(node, place, written);
    if (!codec.is(written)) return this.refuse(complainOfCodec(codec.name, undefined), written);
    const complaint = findDecodedComplaint(node, written);
    if (complaint !== undefined) return this.refuse(complaint, written);
    return this.read(codec.input ?? codec.wire, place, codec.encode(written as never));
  }

  #encode(node: JsonSchema, value: unknown): unknown {
    try {
      return transformOf(asTypeBox(node) as never).encode(value);
    } catch (error) {
      return this.refuse({ type: 'value_error', context: { error: error instanceof Error ? error.message : String(error) } }, value);
    }
  }

  #readKeywords(node: JsonSchema, outer: Place, value: unknown): unknown {
    const place: Place = { ...outer, frame: outer.frame.enter(node) };
    const applicators = applicatorsOf(node);
    if (applicators.length === 0) return this.readBase(node, place, value);
    if (applicators.length === 1 && !hasAssertions(node)) {
      if ('$ref' in node) return this.readReference(node, place, value);
      if ('anyOf' in node) return readUnion(this, node, 'anyOf', place, value);
      if ('oneOf' in node) return readUnion(this, node, 'oneOf', place, value);
    }
    return readIntersection(this, node, place, value);
  }

  readReference(node: JsonSchema, place: Place, value: unknown): unknown {
    const target = place.frame.resolve(node['$ref'] as string);
    if (target === undefined) throw new Error(`The schema refers to '${String(node['$ref'])}', which it does not contain.`);
    // A text too: as a list of one it would be a list of lists without end.
    if (place.depth >= MAX_DEPTH) return this.#refuseDepth(value);
    return this.read(target.schema, { ...place, frame: target.frame }, value);
  }

  readBase(node: JsonSchema, place: Place, value: unknown): unknown {
    const converted = this.#readType(node, place, value);
    if (converted === INVALID) return INVALID;
    if (typeof converted === 'string') return this.#check(findStringComplaint(node, converted, this.formats), converted, value);
    if (typeof converted === 'number') return this.#check(findNumberComplaint(node, converted), converted, value);
    if (Array.isArray(converted)) return readArray(this, node, place, converted);
    return isObject(converted) ? readObject(this, node, place, converted) : converted;
  }

  #check(complaint: Complaint | undefined, converted: unknown, value: unknown): unknown {
    return complaint === undefined ? converted : this.refuse(complaint, value);
  }

  #readType(node: JsonSchema, place: Place, value: unknown): unknown {
    const member = this.#readMember(node, value);
    if (member === INVALID) return INVALID;
    const types = typesOf(node).filter((type) => type !== 'null');
    if (types.length === 0 && !('type' in node)) return member;
    if (member === null && types.length < typesOf(node).length) return null;
    for (const type of types) {
      const converted = convert(type, member, this.mode);
      if (converted !== INVALID) return converted;
    }
    if (types.length === 0) return this.refuse({ type: 'none_required' }, value);
    if (types.length === 1) return this.refuse(complainOfConversion(types[0] as string, value, node, this.mode), value);
    for (const type of types) this.within(labelOfType(type, node, place.frame), () => this.refuse(complainOfConversion(type, value, node, this.mode), value));
    return INVALID;
  }

  #readMember(node: JsonSchema, value: unknown): unknown {
    const isConst = 'const' in node;
    const members = isConst ? [node['const']] : (node['enum'] as readonly unknown[] | undefined);
    if (members === undefined) return value;
    const member = this.findMember(members, value);
    if (member === INVALID || (isConst && Array.isArray(node['enum']) && !node['enum'].some((other) => isEqual(other, member)))) {
      return this.refuse(complainOfMember(isConst ? 'literal_error' : 'enum', members), value);
    }
    return member;
  }

  findMember(members: readonly unknown[], value: unknown): unknown {
    const scalar = this.scalar(value);
    if (this.mode === 'text' && typeof scalar === 'string') return memberOfText(members, scalar) ?? INVALID;
    return members.some((member) => isEqual(member, value)) ? value : INVALID;
  }

  scalar(value: unknown): unknown {
    return this.mode === 'text' ? lastOf(value) : value;
  }

  readOpen(place: Place, value: unknown): unknown {
    if (place.open === 'keep' || this.mode === 'output') return value;
    const copy = copyOpen(value, place.depth);
    return copy === INVALID ? this.#refuseDepth(value) : copy;
  }

  // What a client sends is read from the object itself only; what a handler returns may be an instance with getters.
  property(object: PlainObject, name: string): unknown {
    return this.mode === 'output' || Object.hasOwn(object, name) ? object[name] : undefined;
  }

  accepts(node: SchemaNode, place: Place, value: unknown): boolean {
    return this.tryBranch(node, { ...place, open: 'keep' }, value) !== INVALID;
  }

  /**
   * Reads without collecting issues. What was read of an object is remembered: in a recursive union each level would
   * otherwise try every branch of the next, twice as many per level.
   */
  tryBranch(node: SchemaNode, place: Place, value: unknown): unknown {
    if (typeof value !== 'object' || value === null || place.open === 'keep') return this.#quietly().read(node, place, value);
    const readings = this.#readings.get(value) ?? new Map<SchemaNode, unknown>();
    this.#readings.set(value, readings);
    if (!readings.has(node)) readings.set(node, this.#quietly().read(node, place, value));
    return readings.get(node);
  }

  #quietly(): SchemaReader {
    if (this.#options.limit === 0) return this;
    const reader = new SchemaReader({ ...this.#options, limit: 0 });
    reader.#readings = this.#readings;
    reader.secrets = this.secrets;
    return reader;
  }

  within<TResult>(step: string | number, read: () => TResult): TResult {
    this.#loc.push(step);
    const result = read();
    this.#loc.pop();
    return result;
  }

  isFull(): boolean {
    return this.issues.length >= this.#options.limit;
  }

  #refuseDepth(value: unknown): Invalid {
    return this.refuse({ type: 'recursion_limit', context: { max_depth: MAX_DEPTH } }, value);
  }

  refuse({ type, context, message }: Complaint, value: unknown): Invalid {
    if (this.isFull()) return INVALID;
    const issue: ValidationIssue = { type, loc: [...this.#loc], msg: message ?? formatIssueMessage(type, context ?? {}), input: this.#showInput(value) };
    this.issues.push(context === undefined ? issue : { ...issue, ctx: context });
    return INVALID;
  }

  // The same object is the input of every field it lacks: it is measured once.
  #showInput(value: unknown): unknown {
    if (this.mode === 'output' || typeof value !== 'object' || value === null) return value;
    const known = this.#shown.get(value);
    if (known !== undefined) return known;
    const shown = limitDepth(value) as object;
    this.#shown.set(value, shown);
    return shown;
  }

  /** Parts of an intersection often find the same thing: one report is enough. */
  dropRepeated(start: number): void {
    const seen = new Set<string>();
    const kept = this.issues.splice(start).filter((issue) => {
      const key = JSON.stringify([issue.type, issue.loc, issue.msg]);
      return !seen.has(key) && seen.add(key);
    });
    this.issues.push(...kept);
  }

  readDefault(schema: JsonSchema, frame: Frame): unknown {
    return readDefault(schema, frame, this.formats);
  }
}

/** The value of a default, made anew each time: a handler may change it. It may be written as JSON or as the decoded value. */
export function readDefault(schema: JsonSchema, frame: Frame, formats: FormatTable | undefined): unknown {
  const value = schema['default'];
  const codec = codecOf(asTypeBox(schema));
  const written = codec?.is(value) === true ? codec.encode(value as never) : value;
  const read = new SchemaReader({ mode: 'json', formats, limit: 0 }).read(schema, placeIn(frame), written);
  return read === INVALID ? value : read;
}

/** An error of the user's: its text is the message, and the figure that pydantic names is an object without members in JSON. */
function complainOfTransform(error: unknown): Complaint {
  return { type: 'value_error', context: { error: {} }, message: `Value error, ${error instanceof Error ? error.message : String(error)}` };
}
