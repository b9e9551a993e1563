import type { ChangeList } from './change-list.js';
import { compareWebhooks } from './compare-deliveries.js';
import { compareOperation } from './compare-operation.js';
import { compareSchemes } from './compare-security.js';
import { METHODS, isObject, listOf, objectOf } from './contract.js';
import type { JsonObject } from './contract.js';
import { DocumentSide } from './document-side.js';
import { SchemaShapes } from './schema-shape.js';

/** One of the two documents, with its schemas. */
export interface Side {
  readonly document: DocumentSide;
  readonly shapes: SchemaShapes;
}

/** An operation, with what its path says for all methods. */
export interface FoundOperation {
  /** `GET /items/{id}` */
  readonly place: string;
  readonly path: string;
  readonly operation: JsonObject;
  readonly shared: JsonObject;
}

/** Compares what two OpenAPI documents offer. */
export function compareOperations(before: JsonObject, after: JsonObject, changes: ChangeList): void {
  const sides = { before: sideOf(before), after: sideOf(after) };
  const old = findOperations(sides.before);
  const now = findOperations(sides.after);
  for (const [key, found] of old) {
    const other = now.get(key);
    if (other === undefined) reportRemoved(found, [...now.values()], changes);
    else compareOperation(found, other, sides, changes);
  }
  for (const [key, { place }] of now) {
    if (!old.has(key)) changes.allows(place, 'is new');
  }
  compareSchemes(sides.before.document, sides.after.document, changes);
  compareServers(before, after, changes);
  compareWebhooks(sides, changes);
}

export function sideOf(document: JsonObject): Side {
  const side = new DocumentSide(document);
  return { document: side, shapes: new SchemaShapes(side) };
}

/** By method and path; two paths that differ in the names of their parameters are the same address. */
function findOperations({ document }: Side): Map<string, FoundOperation> {
  const found = new Map<string, FoundOperation>();
  for (const [path, item] of Object.entries(objectOf(document.document['paths']))) {
    const shared = document.resolve(item);
    for (const method of METHODS) {
      const operation = shared[method];
      if (!isObject(operation)) continue;
      const name = method.toUpperCase();
      found.set(`${name} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`, { place: `${name} ${path}`, path, operation, shared });
    }
  }
  return found;
}

function reportRemoved({ place, operation }: FoundOperation, now: readonly FoundOperation[], changes: ChangeList): void {
  const id = operation['operationId'];
  const moved = now.find((one) => id !== undefined && one.operation['operationId'] === id);
  if (moved === undefined) changes.breaks(place, 'is removed');
  else changes.breaks(place, `has moved to ${moved.place}: clients call the old address`);
}

function compareServers(before: JsonObject, after: JsonObject, changes: ChangeList): void {
  const [old, now] = [urlsOf(before), urlsOf(after)];
  for (const url of old) if (!now.has(url)) changes.breaks(`server ${url}`, 'is removed: clients call it');
  for (const url of now) if (!old.has(url)) changes.allows(`server ${url}`, 'is new');
}

/** @see OpenAPI 3.1 §4.8.1: without servers there is one at '/' */
function urlsOf(document: JsonObject): ReadonlySet<string> {
  const urls = listOf(document['servers']).map((server) => String(objectOf(server)['url']));
  return new Set(urls.length === 0 ? ['/'] : urls);
}
