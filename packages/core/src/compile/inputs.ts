import type { FastifyRequest } from 'fastify';
import type { PartName } from '../decorators/source.js';
import type { InputDefinition, RouteDefinition } from '../describe/route-definition.js';
import { collectIssues } from '../validation/issues.js';
import type { InputMode, ValidationIssue } from '../validation/issue.js';
import { INVALID, compileValidator } from '../validation/validator.js';
import type { Validator } from '../validation/validator.js';
import { readCookies } from '../http/cookies.js';
import { FormBody } from '../http/form-body.js';
import type { FormatTable } from '../schema/formats.js';
import { isOptional } from '../schema/typebox.js';
import type { TSchema } from '../schema/typebox.js';
import { compileStyle } from './style.js';
import type { StyleReader } from './style.js';
import { compileFormReader } from './form-fields.js';
import type { FormReader } from './form-fields.js';
import { compileFileReader } from './form-files.js';
import type { FileReader } from './form-files.js';
import { compileHeaderModel, membersOf, withDefaults } from './part-model.js';
import type { HeaderModelReader } from './part-model.js';
import { compileReader } from './reader-code.js';
import type { InputReader, ReaderPart } from './reader-code.js';
import { compileUnknownKeys } from './unknown-keys.js';
import type { UnknownKeyCheck } from './unknown-keys.js';

/** The values of one part of a request by name: query, headers, form fields, …; anything at all for a body. */
type Part = Readonly<Record<string, unknown>> | undefined;

/** One input ready to be read. */
interface CompiledInput {
  readonly definition: InputDefinition;
  readonly slot: number;
  readonly mode: InputMode;
  readonly formats: FormatTable | undefined;
  readonly validator: Validator;
  readonly style: StyleReader | undefined;
  /** Set where a model stands for all headers. */
  readonly headers: HeaderModelReader | undefined;
  /** Set for form fields. */
  readonly form: FormReader | undefined;
  /** Set for files, which no validator reads. */
  readonly file: FileReader | undefined;
  readonly fallback: (() => unknown) | undefined;
  readonly isOptional: boolean;
}

/** The inputs that come from one part. */
interface CompiledPart {
  readonly part: PartName;
  readonly read: (request: FastifyRequest) => Part;
  readonly inputs: readonly CompiledInput[];
  readonly findUnknown: UnknownKeyCheck | undefined;
}

/** A set of inputs that is read at one moment: before the body is read, or after. */
export interface CompiledInputs {
  readonly isEmpty: boolean;
  /** Fills the values. Returns false where any was refused; `explain` then says why. */
  readonly read: InputReader;
  /** Says what is wrong, in the order of the declaration. The body is left out where it could not be parsed. */
  readonly explain: (request: FastifyRequest, options: { readonly withBody: boolean }) => ValidationIssue[];
}

export interface InputOptions {
  /** Whether keys that nothing declares are looked for, where the route refuses them. */
  readonly checkUnknown: boolean;
  /** The application's own formats. */
  readonly formats?: FormatTable | undefined;
}

/**
 * Prepares a part of a route's inputs.
 *
 * @param slots Which of the route's inputs; the others are read at another moment.
 */
export function compileInputs(route: RouteDefinition, slots: readonly number[], options: InputOptions): CompiledInputs {
  const inputs = slots.map((slot) => compileInput(route.inputs[slot] as InputDefinition, slot, options.formats));
  // Unknown keys of a part are looked for even where the route reads nothing of it.
  const isChecked = (part: PartName): boolean => options.checkUnknown && compileUnknownKeys(route, part) !== undefined;
  const parts = PART_ORDER.filter((part) => inputs.some((input) => input.definition.in === part) || isChecked(part)).map((part): CompiledPart => {
    const mine = inputs.filter((input) => input.definition.in === part);
    return { part, inputs: mine, read: readerOf(part, route), findUnknown: options.checkUnknown ? compileUnknownKeys(route, part) : undefined };
  });
  return {
    isEmpty: parts.length === 0,
    read: compileReader(parts.map(toReaderPart)),
    explain: (request, { withBody }) => explainParts(withBody ? parts : parts.filter(({ part }) => !isBodyPart(part)), request),
  };
}

/** The order in which FastAPI reports what is wrong. */
const PART_ORDER: readonly PartName[] = ['path', 'query', 'header', 'cookie', 'body', 'form', 'file'];

function isBodyPart(part: PartName): boolean {
  return part === 'body' || part === 'form' || part === 'file';
}

const PART_READERS: Readonly<Record<PartName, (request: FastifyRequest) => Part>> = {
  path: (request) => request.params as Part,
  query: (request) => request.query as Part,
  header: (request) => request.headers,
  cookie: (request) => readCookies(request.headers.cookie),
  body: (request) => request.body as Part,
  form: (request) => (request.body instanceof FormBody ? request.body.fields : undefined),
  file: (request) => request.body as Part,
};

function readerOf(part: PartName, { path: { wildcard } }: RouteDefinition): CompiledPart['read'] {
  if (part !== 'path' || wildcard === undefined) return PART_READERS[part];
  return ({ params, url }) => ({ ...(params as object), [wildcard]: wildcardOf(params as Record<string, string>, url) });
}

/** Fastify drops a slash at the end before it looks for a route; in what a wildcard matches it means something. */
function wildcardOf(params: Readonly<Record<string, string>>, url: string): string {
  const matched = params['*'] ?? '';
  const hasSlash = url.split('?', 1)[0]?.endsWith('/') === true;
  return hasSlash && matched !== '' && !matched.endsWith('/') ? `${matched}/` : matched;
}

function compileInput(definition: InputDefinition, slot: number, formats: FormatTable | undefined): CompiledInput {
  const mode: InputMode = definition.in === 'body' ? 'json' : 'text';
  return {
    definition,
    slot,
    mode,
    formats,
    validator: compileValidator(definition.schema, mode, { formats, isRequest: true }),
    style: compileStyle(definition),
    headers: definition.in === 'header' && definition.name === undefined ? compileHeaderModel(definition) : undefined,
    form: definition.in === 'form' ? compileFormReader(definition) : undefined,
    file: compileFileReader(definition),
    fallback: compileDefault(definition),
    isOptional: isOptional(definition.schema),
  };
}

/** A default that is an object is handed out as a copy: what one request does to it must not reach the next. */
function compileDefault({ schema }: InputDefinition): (() => unknown) | undefined {
  const value: unknown = schema.default;
  if (value === undefined) return undefined;
  return typeof value === 'object' && value !== null ? () => structuredClone(value) : () => value;
}

function toReaderPart({ part, read, inputs, findUnknown }: CompiledPart): ReaderPart {
  return {
    part,
    read,
    isAsReceived: read === PART_READERS[part],
    hasUnknown: findUnknown === undefined ? undefined : (values) => findUnknown(values as Part).length > 0,
    inputs: inputs.map((input) => ({
      slot: input.slot,
      member: isMember(input) ? input.definition.name : undefined,
      isWhole: isWhole(input),
      validator: input.validator,
      absent: () => absentValue(input),
      interpret: (values) => readInput(input, values as Part),
    })),
  };
}

/** True for what stands in its part by its name, as text that needs no taking apart. A body may be anything but an object. */
function isMember({ definition, style, form, file }: CompiledInput): boolean {
  return definition.in !== 'body' && style === undefined && form === undefined && file === undefined;
}

/** True for a model that stands for a body, or for a part of texts whose names need no looking at. */
function isWhole({ definition, style, form, headers, file }: CompiledInput): boolean {
  return definition.name === undefined && style === undefined && form === undefined && headers === undefined && file === undefined;
}

function readInput(input: CompiledInput, part: Part): unknown {
  if (input.file !== undefined) return input.file.read(part);
  const raw = rawValue(input, part);
  if (raw !== undefined) return input.validator.read(raw);
  return isNoObject(input, part) ? INVALID : absentValue(input);
}

function absentValue({ fallback, isOptional: isLeftOut }: CompiledInput): unknown {
  if (fallback !== undefined) return fallback();
  return isLeftOut ? undefined : INVALID;
}

function rawValue({ definition, style, form, headers }: CompiledInput, part: Part): unknown {
  const { name } = definition;
  if (form !== undefined && style === undefined) return form(part);
  if (name === undefined) return headers !== undefined && part !== undefined ? headers(part) : part;
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return undefined;
  if (style !== undefined) return style(part);
  return Object.hasOwn(part, name) ? part[name] : undefined;
}

/** True where a body should have members, optional ones even, and is a list or a scalar. A body of null is none. */
function isNoObject({ definition }: CompiledInput, part: unknown): boolean {
  if (definition.in !== 'body' || definition.name === undefined || part === undefined || part === null) return false;
  return typeof part !== 'object' || Array.isArray(part);
}

/** What one input, or the route, has found. */
interface Explained {
  readonly by: 'route' | 'dependency';
  /** Place in the order of parts; fields and files of a form are one part, in the order of their declaration. */
  readonly part: number;
  readonly slot: number;
  readonly issues: readonly ValidationIssue[];
}

function explainParts(parts: readonly CompiledPart[], request: FastifyRequest): ValidationIssue[] {
  const explained = parts.flatMap(({ part: name, read, inputs, findUnknown }): Explained[] => {
    const raw = read(request);
    const part = PART_ORDER.indexOf(name === 'file' ? 'form' : name);
    const own = inputs.map((input): Explained => ({ by: input.definition.by, part, slot: input.slot, issues: explainInput(input, raw, name) }));
    return [...own, { by: 'route', part, slot: Infinity, issues: findUnknown?.(raw) ?? [] }];
  });
  return explained.sort(compareExplained).flatMap(({ issues }) => issues);
}

/** What dependencies read comes first, as FastAPI has it. */
function compareExplained(left: Explained, right: Explained): number {
  if (left.by !== right.by) return left.by === 'dependency' ? -1 : 1;
  if (left.part !== right.part) return left.part - right.part;
  return left.slot === right.slot ? 0 : left.slot - right.slot;
}

function explainInput(input: CompiledInput, part: Part, in_: PartName): readonly ValidationIssue[] {
  const { definition } = input;
  const { name, schema, required } = definition;
  if (input.file !== undefined) return input.file.explain(part);
  const place = in_ === 'form' || in_ === 'file' ? 'body' : in_;
  const loc = name === undefined ? [place] : [place, name];
  const raw = rawValue(input, part);
  if (raw === undefined) return required || isNoObject(input, part) ? [missingIssue(loc)] : [];
  const isTextModel = name === undefined && in_ !== 'body';
  const issues = collectIssues(schema, isTextModel ? withDefaults(schema, raw) : raw, input.mode, loc, { formats: input.formats, isRequest: true });
  // FastAPI takes a body of null for none.
  if (raw === null && issues.length > 0 && required) return [missingIssue(loc)];
  return in_ === 'form' && name === undefined && hasPassword(schema) ? issues.map(withoutNeighbours) : issues;
}

/** A sign-in, say. What stands beside a missing field is shown with it, and here it is a secret. FastAPI's own sign-in form shows nothing either. */
function hasPassword(schema: TSchema): boolean {
  return Object.values(membersOf(schema)).some((member) => member['format'] === 'password');
}

function withoutNeighbours(issue: ValidationIssue): ValidationIssue {
  return issue.type === 'missing' ? { ...issue, input: null } : issue;
}

function missingIssue(loc: readonly (string | number)[]): ValidationIssue {
  return { type: 'missing', loc, msg: 'Field required', input: null };
}
