import { codecOf } from '../schema/codec.js';
import { componentOf } from '../schema/component.js';
import type { JsonSchema, TSchema } from '../schema/typebox.js';
import { SUBSCHEMAS } from './problems.js';
import type { SchemaProblem } from './problems.js';
import { isReadOnly, mentionsReadOnly, readOnlyNames } from './read-only.js';
import { Frame } from './reference.js';
import type { SchemaNode } from './reference.js';
import { asTypeBox, mapOf, nodesOf } from './shape.js';

/**
 * The properties that a schema for requests requires and calls `readOnly`, for boot: they are dropped from what a client
 * sends, while their types promise them to the handler. A default changes nothing of that: it is not filled in.
 */
export function findReadOnlyProblems(schema: TSchema): SchemaProblem[] {
  if (!mentionsReadOnly(schema)) return [];
  const search = new ReadOnlySearch();
  search.visit(schema, [], new Frame(schema));
  return search.problems;
}

type Path = readonly (string | number)[];

/** Conditions: what they read reaches nobody. */
const CONDITIONS: ReadonlySet<string> = new Set(['not', 'if', 'contains', 'propertyNames']);

const NONE: ReadonlySet<string> = new Set();

class ReadOnlySearch {
  readonly problems: SchemaProblem[] = [];
  readonly #seen = new Map<SchemaNode, ReadonlySet<string>>();

  /** Returns the names that were found to be mistakes: an intersection does not tell them again. */
  visit(node: SchemaNode, path: Path, frame: Frame): ReadonlySet<string> {
    if (typeof node === 'boolean') return NONE;
    const known = this.#seen.get(node);
    if (known !== undefined) return known;
    this.#seen.set(node, NONE);
    const told = this.#visitSchema(node, path, frame);
    this.#seen.set(node, told);
    return told;
  }

  #visitSchema(node: JsonSchema, path: Path, frame: Frame): ReadonlySet<string> {
    const codec = codecOf(asTypeBox(node));
    if (codec !== undefined) return this.visit(codec.input ?? codec.wire, path, frame);
    const inner = frame.enter(node);
    const told = new Set(this.#visitChildren(node, path, inner));
    const required = requiredNames(node);
    for (const name of required.size === 0 ? [] : readOnlyNames(node, frame)) {
      if (!required.has(name) || told.has(name)) continue;
      this.#tell(node, name, path, inner);
      told.add(name);
    }
    return told;
  }

  #visitChildren(node: JsonSchema, path: Path, frame: Frame): readonly string[] {
    const told: string[] = [];
    for (const [keyword, child] of Object.entries(node)) {
      const holds = CONDITIONS.has(keyword) ? undefined : SUBSCHEMAS.get(keyword);
      if (holds === undefined || typeof child !== 'object' || child === null) continue;
      const isList = Array.isArray(child);
      for (const [step, member] of holds === 'map' || isList ? Object.entries(child) : [[undefined, child] as const]) {
        const names = this.visit(member as SchemaNode, [...path, keyword, ...(step === undefined ? [] : [step])], frame);
        if (keyword === 'allOf') told.push(...names);
      }
    }
    const target = typeof node['$ref'] === 'string' ? frame.resolve(node['$ref']) : undefined;
    if (target !== undefined) told.push(...this.visit(target.schema, [...path, '$ref'], target.frame));
    return told;
  }

  #tell(node: JsonSchema, name: string, path: Path, frame: Frame): void {
    const own = mapOf(node, 'properties')[name];
    const place = own !== undefined && isReadOnly(own, frame) ? [...path, 'properties', name] : [...path, 'required'];
    const owner = componentOf(asTypeBox(node))?.name;
    const cure = `Type.Omit(${owner === undefined ? '…' : `${owner}.schema`}, ['${name}'])`;
    const message = `'${name}' is required and readOnly, but what is readOnly is not read from requests. Read ${cure} instead, or make it Type.Optional(…).`;
    this.problems.push({ code: 'TYPHOON_ERR_SCHEMA_INVALID', path: place.join('.'), message });
  }
}

function requiredNames(node: SchemaNode): ReadonlySet<string> {
  if (typeof node === 'boolean') return new Set();
  const own = Array.isArray(node['required']) ? (node['required'] as string[]) : [];
  return new Set([...own, ...(nodesOf(node, 'allOf') ?? []).flatMap((part) => [...requiredNames(part)])]);
}
