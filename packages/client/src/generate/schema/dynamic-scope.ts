/** What `$dynamicRef` leads to: the schemas on the way say it. @see JSON Schema 2020-12 §8.2.3.2 and its Appendix C */
import type { DocumentSet } from '../load/document-set.js';
import { childOf, entriesOf, isObject, itemsOf, textOf } from '../load/node.js';
import type { Node } from '../load/node.js';

/** The anchors of the schemas on the way, and the schemas that are read in place of a reference, so that none is within itself. */
export interface DynamicScope {
  readonly anchors: ReadonlyMap<string, Node>;
  readonly inside: ReadonlySet<string>;
}

export const EMPTY_SCOPE: DynamicScope = { anchors: new Map(), inside: new Set() };

/** With the anchors of this schema and of its `$defs`; those from further out win. The same where there are none. */
export function withAnchorsOf(node: Node, scope: DynamicScope): DynamicScope {
  const places = [node, ...['$defs', 'definitions'].flatMap((name) => entriesOf(childOf(node, name)).map(([, place]) => place))];
  const own = places.flatMap((place) => {
    const anchor = textOf(place.value, '$dynamicAnchor');
    return anchor === undefined || scope.anchors.has(anchor) ? [] : [[anchor, place] as const];
  });
  return own.length === 0 ? scope : { ...scope, anchors: new Map([...scope.anchors, ...own]) };
}

/** The scope for reading a schema in place of a reference to it; undefined where the anchors change nothing in it, or it is being read already. */
export function enterSchema(target: Node, scope: DynamicScope, documents: DocumentSet): DynamicScope | undefined {
  const key = keyOf(target);
  if (scope.anchors.size === 0 || scope.inside.has(key) || !hasDynamicReference(target, documents)) return undefined;
  return { ...scope, inside: new Set([...scope.inside, key]) };
}

/** True for what stands in `$defs` to be referred to by its anchor alone: its name there says nothing, so that it makes no model. */
export function isPlaceholder(target: Node, documents: DocumentSet): boolean {
  return /\/(\$defs|definitions)\/[^/]*$/.test(target.pointer) && !hasDynamicReference(target, documents);
}

function hasDynamicReference(node: Node, documents: DocumentSet, seen = new Set<string>()): boolean {
  if (seen.has(keyOf(node))) return false;
  seen.add(keyOf(node));
  if (textOf(node.value, '$dynamicRef') !== undefined) return true;
  const reference = textOf(node.value, '$ref');
  if (reference !== undefined && hasDynamicReference(documents.follow(node, reference), documents, seen)) return true;
  const parts = isObject(node.value) ? entriesOf(node).map(([, part]) => part) : itemsOf(node);
  return parts.some((part) => hasDynamicReference(part, documents, seen));
}

function keyOf({ file, pointer }: Node): string {
  return `${file}#${pointer}`;
}
