import type { ParameterStyle, PartName } from '../decorators/source.js';
import type { InputDefinition } from '../describe/route-definition.js';
import { buildShape } from '../serialization/shape-builder.js';
import { unwrap } from '../serialization/shape.js';
import type { ObjectShape, Shape } from '../serialization/shape.js';
import { isDeepKey, readDeepObject } from './deep-object.js';

/**
 * Reads a parameter that is written by one of OpenAPI's styles out of its part.
 *
 * Yields a text, a list of texts or an object of texts for the validator; undefined where the part has no such parameter.
 * Text that is not written in the style is handed on as it is, for the validator to refuse.
 */
export type StyleReader = (part: Readonly<Record<string, unknown>>) => unknown;

/**
 * Prepares the reading of one parameter; undefined where its text can be handed to the validator as it is, a repeated one as a list.
 *
 * Texts arrive decoded, so a comma inside an item cannot be told from one between items, percent-encoded or not.
 *
 * @see OpenAPI 3.1 §4.8.12.4 (Style Examples)
 * @example
 * const input: InputDefinition = { in: 'query', name: 'ids', schema: Type.Array(Type.Integer()), required: true, options: { explode: false }, place: '', by: 'route' };
 * compileStyle(input)?.({ ids: '1,2' }); // → ['1', '2']
 */
export function compileStyle(input: InputDefinition): StyleReader | undefined {
  const { name } = input;
  if (name === undefined || DEFAULT_STYLES[input.in] === undefined) return undefined;
  const shape = toStyledShape(input);
  const { style, explode } = resolveStyle(input);
  if (style === 'deepObject') return shape.is === 'object' ? (part) => readDeepObject(part, name, shape) : undefined;
  if (style === 'form' && explode && input.in !== 'cookie') return shape.is === 'object' ? compileMembers(shape) : undefined;
  const decode = compileDecode({ name, style, explode, shape, isHeader: input.in === 'header', isCookie: input.in === 'cookie' });
  return decode === undefined ? undefined : (part) => readText(part, name, decode, shape.is === 'list');
}

/** Tells which keys of a part an input reads, so that all others can be rejected as unknown. */
export function compileKeyTest(input: InputDefinition): (key: string) => boolean {
  const { name } = input;
  const shape = toStyledShape(input);
  const { style, explode } = resolveStyle(input);
  const isSpread = name === undefined || (shape.is === 'object' && style === 'form' && explode);
  if (isSpread) return shape.is === 'object' ? compileNameTest(shape, input.in) : (): boolean => false;
  return style === 'deepObject' ? (key): boolean => isDeepKey(key, name) : (key): boolean => key === name;
}

const QUERY_STYLES: readonly ParameterStyle[] = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'];
const STYLES: Readonly<Partial<Record<PartName, readonly ParameterStyle[]>>> = {
  path: ['simple', 'label', 'matrix'],
  query: QUERY_STYLES,
  form: QUERY_STYLES,
  header: ['simple'],
  cookie: ['form'],
};
const DEFAULT_STYLES: Readonly<Partial<Record<PartName, ParameterStyle>>> = { path: 'simple', query: 'form', form: 'form', header: 'simple', cookie: 'form' };

/**
 * The combinations of place, style, `explode` and schema that OpenAPI does not define, each as a sentence that follows the place of the input.
 *
 * @see OpenAPI 3.1 §4.8.12.3 (Style Values)
 */
export function findStyleProblems(input: InputDefinition): string[] {
  const { style, explode } = input.options;
  const isStyled = style !== undefined || explode !== undefined;
  const allowed = STYLES[input.in];
  if (allowed === undefined) return isStyled ? [`a value from the ${input.in} has no 'style' or 'explode'. Remove them.`] : [];
  if (input.name === undefined)
    return isStyled ? [`'style' and 'explode' belong to one parameter, but the schema describes the whole ${input.in}. Declare the parameter by name.`] : [];
  if (style !== undefined && !allowed.includes(style))
    return [`the style '${style}' is not defined for the ${input.in}. Use ${allowed.map((other) => `'${other}'`).join(' or ')}.`];
  return [...findShapeProblems(input), ...findNestingProblems(input)];
}

function findShapeProblems(input: InputDefinition): string[] {
  const shape = toStyledShape(input);
  const { style, explode } = resolveStyle(input);
  const isStructure = shape.is === 'object' || shape.is === 'list';
  if (style === 'deepObject' && shape.is !== 'object')
    return [`the style 'deepObject' is defined for objects only. Use ${shape.is === 'list' ? `'form'` : 'no style'}, or an object schema.`];
  if (style === 'deepObject' && !explode) return [`the style 'deepObject' is defined with 'explode: true' only. Remove 'explode'.`];
  if (style.endsWith('Delimited') && !isStructure) return [`the style '${style}' is defined for lists and objects only. Remove it, or use a list schema.`];
  if (style.endsWith('Delimited') && explode) return [`the style '${style}' is defined with 'explode: false' only. Remove 'explode'.`];
  if (input.in === 'cookie' && shape.is === 'object' && explode)
    return [`an object in a cookie cannot be exploded, since its members would be cookies of their own. Add 'explode: false'.`];
  if (style === 'form' && explode && shape.is === 'object' && (shape.additional !== undefined || shape.patterns.length > 0)) {
    return [`an exploded object with undeclared keys would take every key of the ${input.in}. Use the style 'deepObject', or 'explode: false'.`];
  }
  return [];
}

/** Only deepObject writes objects and lists inside each other. */
function findNestingProblems(input: InputDefinition): string[] {
  const shape = toStyledShape(input);
  if (resolveStyle(input).style === 'deepObject' || input.in === 'form') return [];
  if (shape.is === 'list' && [...shape.prefix, shape.rest].some(isStructure))
    return [`a list in text cannot hold lists or objects. Use an object schema with the style 'deepObject', or a body.`];
  if (shape.is === 'object' && shape.properties.some((property) => isStructure(property.shape)) && input.name !== undefined) {
    return [`an object in text cannot hold lists or objects${input.in === 'query' ? `. Use the style 'deepObject'` : ''}.`];
  }
  return [];
}

function isStructure(shape: Shape | undefined): boolean {
  const inner = shape === undefined ? undefined : toWire(shape);
  return inner?.is === 'list' || inner?.is === 'object';
}

/** The list or object that text is split into: that of a nullable schema or a codec too. */
function toStyledShape(input: InputDefinition): Shape {
  const shape = toWire(buildShape(input.schema));
  if (shape.is !== 'union') return shape;
  return shape.branches.map(toWire).find(({ is }) => is === 'list' || is === 'object') ?? shape;
}

function toWire(shape: Shape): Shape {
  const inner = unwrap(shape);
  return inner.is === 'codec' ? unwrap(inner.wire) : inner;
}

function resolveStyle({ in: part, options }: InputDefinition): { readonly style: ParameterStyle; readonly explode: boolean } {
  const style = options.style ?? DEFAULT_STYLES[part] ?? 'form';
  return { style, explode: options.explode ?? (style === 'form' || style === 'deepObject') };
}

function compileNameTest(shape: ObjectShape, part: PartName): (key: string) => boolean {
  const names = new Set(shape.properties.map(({ name }) => (part === 'header' ? name.toLowerCase() : name)));
  return (key) => names.has(key) || shape.additional !== undefined || shape.patterns.some(({ pattern }) => pattern?.test(key) ?? true);
}

/** An exploded object: each of its members is a key of the part. */
function compileMembers({ properties }: ObjectShape): StyleReader {
  const names = properties.map(({ name }) => name);
  return (part) => {
    const present = names.filter((name) => Object.hasOwn(part, name));
    return present.length === 0 ? undefined : toObject(present.map((name) => [name, part[name]]));
  };
}

interface Written {
  readonly name: string;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly shape: Shape;
  readonly isHeader: boolean;
  readonly isCookie: boolean;
}

/** Undefined for what cannot be read from the text. */
type Decode = (text: string) => unknown;

function compileDecode(written: Written): Decode | undefined {
  switch (written.style) {
    case 'label':
      return compileLabel(written);
    case 'matrix':
      return compileMatrix(written);
    case 'spaceDelimited':
      return compileSplit(written, ' ', undefined);
    case 'pipeDelimited':
      return compileSplit(written, '|', undefined);
    default:
      return written.isCookie && written.explode ? compileCookie(written) : compileSplit(written, ',', written.explode ? ',' : undefined);
  }
}

/**
 * Splits a list, or an object into names and values.
 *
 * @param between What stands between `name=value` pairs, where an object is written in such.
 */
function compileSplit({ shape, isHeader }: Written, separator: string, between: string | undefined): Decode | undefined {
  // Header fields that were sent apart are joined by a comma and a space. @see RFC 9110 §5.3
  const toItems = (text: string): string[] => (isHeader ? text.split(separator).map((item) => item.trim()) : text.split(separator));
  if (shape.is === 'list') return (text) => (text === '' ? [] : toItems(text));
  if (shape.is !== 'object') return undefined;
  if (between === undefined) return (text) => toPairs(toItems(text)) ?? text;
  return (text) => toAssignments(toItems(text)) ?? text;
}

/** `.a,b`, exploded `.a.b`; objects `.R,100`, exploded `.R=100`. */
function compileLabel(written: Written): Decode {
  const inner = written.explode ? compileSplit(written, '.', '.') : compileSplit(written, ',', undefined);
  return (text) => {
    if (!text.startsWith('.')) return undefined;
    return inner === undefined ? text.slice(1) : inner(text.slice(1));
  };
}

/** `;name=a,b`, exploded `;name=a;name=b`; objects `;name=R,100`, exploded `;R=100;G=200`. */
function compileMatrix(written: Written): Decode {
  const { name, shape, explode } = written;
  if (shape.is === 'object' && explode) return (text) => (text.startsWith(';') ? toAssignments(text.slice(1).split(';')) : undefined);
  const inner = compileSplit(written, ',', undefined);
  if (shape.is === 'list' && explode) return (text) => toNamed(text, name);
  return (text) => {
    const [value] = toNamed(text, name, 1) ?? [];
    return value === undefined || inner === undefined ? value : inner(value);
  };
}

/** The values of `;name=a;name=b`; undefined where anything else stands between. */
function toNamed(text: string, name: string, most = Infinity): string[] | undefined {
  const [before, ...assignments] = text.split(';');
  if (before !== '' || assignments.length === 0 || assignments.length > most) return undefined;
  const values = assignments.map((assignment) =>
    assignment === name ? '' : assignment.startsWith(`${name}=`) ? assignment.slice(name.length + 1) : undefined,
  );
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** `name=a&name=b` reads as one cookie whose value holds the rest. */
function compileCookie({ name, shape }: Written): Decode | undefined {
  return shape.is === 'list' ? (text) => text.split(`&${name}=`) : undefined;
}

function readText(part: Readonly<Record<string, unknown>>, name: string, decode: Decode, isList: boolean): unknown {
  const raw = Object.hasOwn(part, name) ? part[name] : undefined;
  if (typeof raw === 'string') return decode(raw);
  if (!Array.isArray(raw)) return raw;
  const texts = raw.filter((text) => typeof text === 'string');
  // As everywhere, of a repeated parameter that is no list the last counts.
  return isList ? texts.flatMap(decode) : decode(texts.at(-1) ?? '');
}

/** `['R', '100', 'G', '200']` → `{ R: '100', G: '200' }` */
function toPairs(items: readonly string[]): object | undefined {
  if (items.length % 2 !== 0) return undefined;
  return toObject(items.flatMap((name, index) => (index % 2 === 0 ? [[name, items[index + 1]] as const] : [])));
}

/** `['R=100', 'G=200']` → `{ R: '100', G: '200' }` */
function toAssignments(items: readonly string[]): object | undefined {
  const entries = items.map((item) => [item.slice(0, Math.max(0, item.indexOf('='))), item.slice(item.indexOf('=') + 1)] as const);
  return items.every((item) => item.includes('=')) ? toObject(entries) : undefined;
}

/** Without a prototype: a client chooses the names. */
function toObject(entries: readonly (readonly [string, unknown])[]): object {
  const object = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of entries) if (name !== '__proto__') object[name] = value;
  return object;
}
