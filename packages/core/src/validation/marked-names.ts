import { codecOf } from '../schema/codec.js';
import type { TSchema } from '../schema/typebox.js';
import { Frame } from './reference.js';
import type { SchemaNode } from './reference.js';
import { asTypeBox, declaredNames, dereference, mapOf, nodeOf, nodesOf } from './shape.js';

/** What a schema says of a property that goes one way only: `readOnly` is never in requests, `writeOnly` never in answers. */
export type Mark = 'readOnly' | 'writeOnly';

/** True for a property that is marked, itself or where its reference leads. A secret is no `writeOnly` property here: it has a mask of its own. */
export function isMarked(node: SchemaNode, frame: Frame, mark: Mark): boolean {
  return saysMark(node, mark) || saysMark(dereference(node, frame).schema, mark);
}

function saysMark(node: SchemaNode, mark: Mark): boolean {
  return typeof node === 'object' && node[mark] === true && (mark === 'readOnly' || codecOf(asTypeBox(node)) === undefined);
}

/**
 * The names that a schema, or anything that it applies, marks: of an intersection no part shows what another hides.
 *
 * `{ allOf: [{ properties: { id: { readOnly: true } } }, { properties: { id: {} } }] }` → `id`
 */
export function markedNames(node: SchemaNode, frame: Frame, mark: Mark, seen: ReadonlySet<SchemaNode> = new Set()): ReadonlySet<string> {
  if (typeof node === 'boolean' || seen.has(node)) return new Set();
  const within = frame.enter(node);
  const namesOf = (part: SchemaNode, inFrame = within): readonly string[] => [...markedNames(part, inFrame, mark, new Set([...seen, node]))];
  const own = Object.entries(mapOf(node, 'properties')).filter(([, property]) => isMarked(property, within, mark));
  const applied = [...(nodesOf(node, 'allOf') ?? []), nodeOf(node, 'then') ?? true, nodeOf(node, 'else') ?? true];
  const target = typeof node['$ref'] === 'string' ? within.resolve(node['$ref']) : undefined;
  const isHiddenIn = (branch: SchemaNode, name: string): boolean => !declaredNames(branch, within).includes(name) || namesOf(branch).includes(name);
  // Of the branches of a union one applies: what any of them shows is left to it.
  const unions = [nodesOf(node, 'anyOf') ?? [], nodesOf(node, 'oneOf') ?? []].flatMap((branches) =>
    branches.flatMap((branch) => namesOf(branch)).filter((name) => branches.every((branch) => isHiddenIn(branch, name))),
  );
  return new Set([
    ...own.map(([name]) => name),
    ...[...applied, ...Object.values(mapOf(node, 'dependentSchemas'))].flatMap((part) => namesOf(part)),
    ...(target === undefined ? [] : namesOf(target.schema, target.frame)),
    ...unions,
  ]);
}

/** The same for a whole schema, as documents ask for it. */
export function markedNamesOf(schema: TSchema, mark: Mark): ReadonlySet<string> {
  return markedNames(schema, new Frame(schema), mark);
}
