/**
 * Writes the function that reads the inputs of a route: a parameter is looked up by a name that stands in the code, and no
 * step is taken that the route does not need. What is rare is left to the interpreter, the functions of `ReaderPart`.
 */
import type { FastifyRequest } from 'fastify';
import type { PartName } from '../decorators/source.js';
import { INVALID } from '../validation/validator.js';
import { NOT_RUN } from './dependencies.js';
import { LinkedCode } from './linked-code.js';

/** Fills the values. Returns false where any was refused. */
export type InputReader = (request: FastifyRequest, values: unknown[]) => boolean;

/** One part of a request, and what is read of it. */
export interface ReaderPart {
  readonly part: PartName;
  /** The part itself. */
  readonly read: (request: FastifyRequest) => unknown;
  /** True where `read` gives the property that Fastify keeps the part in. */
  readonly isAsReceived: boolean;
  readonly inputs: readonly ReaderInput[];
  /** Whether there is a key that nothing declares; undefined where nobody asks. */
  readonly hasUnknown: ((part: unknown) => boolean) | undefined;
}

export interface ReaderInput {
  readonly slot: number;
  /** The member that it is, where it is read as it stands; undefined where it is none. */
  readonly member: string | undefined;
  /** True for what is the whole part, read as it stands. What is neither this nor a member is found by `interpret`. */
  readonly isWhole: boolean;
  readonly validator: { read(value: unknown): unknown };
  /** The value of one that is not there: `INVALID` where it must be. */
  readonly absent: () => unknown;
  /** Reads it out of any part, in every style. */
  readonly interpret: (part: unknown) => unknown;
}

/** Makes the function that reads parts, in their order. */
export function compileReader(parts: readonly ReaderPart[]): InputReader {
  if (parts.length === 0) return () => true;
  const code = new LinkedCode();
  const lines = parts.flatMap((part, index) => writePart(part, `p${index}`, code));
  return code.link<InputReader>(['return function read(request, values) {', 'let isValid = true;', ...lines, 'return isValid;', '};'], RUN_TIME);
}

const RUN_TIME = { INVALID, NOT_RUN, ROOT: Object.prototype };

/** Where Fastify keeps the parts that are read as they are. */
const PLACES: Readonly<Partial<Record<PartName, string>>> = { path: 'params', query: 'query', header: 'headers', body: 'body' };

function writePart(part: ReaderPart, name: string, code: LinkedCode): string[] {
  const place = part.isAsReceived ? PLACES[part.part] : undefined;
  const lines = [`const ${name} = ${place === undefined ? `${code.constant(part.read)}(request)` : `request.${place}`};`];
  if (part.hasUnknown !== undefined) lines.push(`if (${code.constant(part.hasUnknown)}(${name})) isValid = false;`);
  const members = part.inputs.flatMap(({ member }) => (member === undefined ? [] : [JSON.stringify(member)]));
  if (members.length > 0) lines.push(`const ${name}o = ${ownsAll(name, members)};`);
  return [...lines, ...part.inputs.flatMap((input) => writeInput(input, name, code))];
}

/** True where a member that is there is the part's own, which is then not asked of each: what is inherited was not sent by anyone. */
function ownsAll(name: string, members: readonly string[]): string {
  const isOwn = members.map((member) => `ROOT[${member}] === undefined`).join(' && ');
  return `typeof ${name} === 'object' && ${name} !== null && (${name}.__proto__ === undefined || ${name}.__proto__ === ROOT) && ${isOwn}`;
}

function writeInput({ slot, member, isWhole, validator, absent, interpret }: ReaderInput, name: string, code: LinkedCode): string[] {
  const [raw, value] = [`r${slot}`, `v${slot}`];
  const read = (from: string): string => `${from} === undefined ? ${code.constant(absent)}() : ${code.constant(validator)}.read(${from})`;
  const interpreted = (): string => `${code.constant(interpret)}(${name})`;
  const lines = [`let ${value};`];
  if (isWhole) lines.push(`${value} = ${read(name)};`);
  else if (member === undefined) lines.push(`${value} = ${interpreted()};`);
  else lines.push(`if (${name}o) {`, `const ${raw} = ${name}[${JSON.stringify(member)}];`, `${value} = ${read(raw)};`, `} else ${value} = ${interpreted()};`);
  return [...lines, `if (${value} === INVALID) { isValid = false; values[${slot}] = NOT_RUN; } else values[${slot}] = ${value};`];
}
