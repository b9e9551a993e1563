/** The schemas that references lead to, once each. */
import type { DocumentSet } from '../load/document-set.js';
import { isObject, splitPointer, textOf } from '../load/node.js';
import type { Node } from '../load/node.js';
import type { Model } from './model.js';
import { commentOfSchema } from './schema-comment.js';
import { UNKNOWN } from './type-node.js';
import type { TypeNode } from './type-node.js';

export class ModelRegistry {
  readonly #models = new Map<string, Model>();
  readonly #documents = new Map<Model, DocumentSet>();
  readonly #unread: (() => void)[] = [];
  readonly #byTitle = new Map<string, Model[]>();

  /** In the order of their first reading. */
  get all(): readonly Model[] {
    return [...new Set(this.#models.values())];
  }

  /** The model of a place; what `read` reads is its type. The same schema of two documents is one model. */
  at(node: Node, documents: DocumentSet, read: (node: Node) => TypeNode): Model {
    const key = `${node.file}#${node.pointer}`;
    const known = this.#models.get(key);
    if (known !== undefined) return known;
    const title = titleOf(node);
    const namesakes = this.#byTitle.get(title) ?? [];
    const twin = namesakes.find((model) => this.#isTwin(model, node, documents));
    if (twin !== undefined) {
      this.#models.set(key, twin);
      return twin;
    }
    const model: Model = { id: this.#models.size, title, node, type: UNKNOWN, comment: commentOfSchema(node.value) };
    this.#models.set(key, model);
    this.#documents.set(model, documents);
    this.#byTitle.set(title, [...namesakes, model]);
    this.#unread.push(() => (model.type = read(node)));
    return model;
  }

  /** Reads what was asked for, and what that asks for: one after the other, as a chain of references may be longer than any stack. */
  readAll(): void {
    for (let next = this.#unread.shift(); next !== undefined; next = this.#unread.shift()) next();
  }

  #isTwin(model: Model, node: Node, documents: DocumentSet): boolean {
    const other = this.#documents.get(model);
    if (other === undefined || other === documents) return false;
    return isSame({ node: model.node, documents: other }, { node, documents }, new Set());
  }
}

interface Place {
  readonly node: Node;
  readonly documents: DocumentSet;
}

/** Whether two documents mean the same: their references may lead to different places that say the same. */
function isSame(one: Place, other: Place, seen: Set<string>): boolean {
  const [a, b] = [one.node.value, other.node.value];
  if (!isObject(a) || !isObject(b)) return Array.isArray(a) && Array.isArray(b) ? isSameList(one, other, seen) : a === b;
  const [left, right] = [textOf(a, '$ref'), textOf(b, '$ref')];
  if (left !== undefined && right !== undefined) return isSameTarget(one, left, other, right, seen);
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => name in b && isSamePart(name, one, other, seen));
}

function isSameTarget(one: Place, left: string, other: Place, right: string, seen: Set<string>): boolean {
  const [a, b] = [one.documents.follow(one.node, left), other.documents.follow(other.node, right)];
  const key = `${a.file}#${a.pointer} ${b.file}#${b.pointer}`;
  if (seen.has(key)) return true;
  seen.add(key);
  return titleOf(a) === titleOf(b) && isSame({ ...one, node: a }, { ...other, node: b }, seen);
}

function isSameList(one: Place, other: Place, seen: Set<string>): boolean {
  const [a, b] = [one.node.value as unknown[], other.node.value as unknown[]];
  return a.length === b.length && a.every((_, index) => isSamePart(index, one, other, seen));
}

function isSamePart(name: string | number, one: Place, other: Place, seen: Set<string>): boolean {
  const [a, b] = [readPart(one.node.value, name), readPart(other.node.value, name)];
  return isSame({ ...one, node: { ...one.node, value: a } }, { ...other, node: { ...other.node, value: b } }, seen);
}

/** A discriminator is an object in OpenAPI, a name in AsyncAPI. */
function readPart(value: unknown, name: string | number): unknown {
  const part = (value as Record<string | number, unknown>)[name];
  return name === 'discriminator' && typeof part === 'string' ? { propertyName: part } : part;
}

/** 'Item' of '#/components/schemas/Item', 'pet' of 'pet.yaml', 'address' of '#/components/schemas/Person/properties/address'. */
export function titleOf({ file, pointer }: Node): string {
  const tokens = splitPointer(pointer);
  const isOfSchema = tokens[0] === 'components' && tokens[1] === 'schemas' && tokens.length > 2;
  const words = (isOfSchema ? tokens.slice(2) : tokens.slice(-2)).filter((token) => !isKeyword(token));
  if (isOfSchema || words.length > 0) return words.join(' ');
  const name = /([^/]*?)(\.\w+)?$/.exec(file)?.[1] ?? '';
  return file.startsWith('document:') ? 'Document' : decodeURIComponent(name);
}

function isKeyword(token: string): boolean {
  return /^(properties|items|schema|schemas|definitions|\$defs|allOf|anyOf|oneOf|components)$/.test(token);
}
