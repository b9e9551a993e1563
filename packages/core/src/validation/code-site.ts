import type { FormatTable } from '../schema/formats.js';
import type { InputMode } from './issue.js';
import type { Frame, SchemaNode } from './reference.js';

/** What the writers of scalars, lists, objects and unions ask of the writer of the whole. */
export interface CodeWriter {
  readonly mode: InputMode;
  readonly formats: FormatTable | undefined;
  /** True for what a client sends: there `readOnly` properties are dropped. */
  readonly isRequest: boolean;
  /** A name that is not used yet. */
  fresh(): string;
  /** The name of a value that cannot be written as code. */
  constant(value: unknown): string;
  /** The name of a value made once from an expression. */
  hoist(expression: string): string;
  /** Writes what reads `input`, and returns the expression of what was read. */
  read(node: SchemaNode, site: Site, input: string): string;
  /** The name of the function `(v, d)` that reads a schema; it may call itself. */
  functionOf(node: SchemaNode, frame: Frame, isReferred: boolean): string;
}

/** Where code is being written: into which lines, at which depth of the value, within which schemas. */
export interface Site {
  readonly code: CodeWriter;
  readonly lines: string[];
  readonly frame: Frame;
  /** The expression of the depth: `0`, `2`, `d + 1`. */
  readonly depth: Depth;
}

export interface Depth {
  readonly base: '' | 'd + ';
  readonly offset: number;
}

export const FAIL = 'return INVALID;';

/** Up to so many constants or names are compared one by one; more are looked up in a set. */
export const MAX_COMPARED = 8;

/** Calls what may return INVALID. */
export function attempt(site: Site, call: string): string {
  const result = site.code.fresh();
  site.lines.push(`const ${result} = ${call};`, `if (${result} === INVALID) ${FAIL}`);
  return result;
}

export function refuse(site: Site): string {
  site.lines.push(FAIL);
  return 'undefined';
}

export function compileOpen(site: Site, input: string): string {
  return attempt(site, `copyOpen(${input}, ${depthOf(site)})`);
}

export function interpret(node: SchemaNode, site: Site, input: string): string {
  const mode = JSON.stringify(site.code.mode);
  return attempt(
    site,
    `interpret(${site.code.constant(node)}, ${site.code.constant(site.frame)}, ${mode}, ${site.code.constant(site.code.formats)}, ${input}, ${depthOf(site)}${site.code.isRequest ? ', true' : ''})`,
  );
}

export function compileNullable(site: Site, input: string, read: (site: Site) => string): string {
  const result = site.code.fresh();
  const inner: Site = { ...site, lines: [] };
  const value = read(inner);
  site.lines.push(`let ${result} = null;`, `if (${input} !== null) {`, ...inner.lines, `${result} = ${value};`, '}');
  return result;
}

export function depthOf({ depth }: Site): string {
  return `${depth.base}${depth.offset}`;
}

export function inside(site: Site): Site {
  return { ...site, depth: { ...site.depth, offset: site.depth.offset + 1 } };
}

/** Reads an own property. What every object inherits is `undefined` here: `{}` has no `constructor`. */
export function own(object: string, name: string): string {
  const key = JSON.stringify(name);
  return name in Object.prototype ? `(hasOwn(${object}, ${key}) ? ${object}[${key}] : undefined)` : `${object}[${key}]`;
}
