/** A document and all the files it refers to. */
import { GeneratorError } from '../errors.js';
import { childOf, isObject, propertyOf, splitPointer, textOf } from './node.js';
import type { Node } from './node.js';
import { readAddress } from './source.js';
import type { LoadedSource } from './source.js';

/** A chain of references longer than this goes round in a circle. */
const LONGEST_CHAIN = 50;

export class DocumentSet {
  readonly root: Node;
  readonly #files: ReadonlyMap<string, unknown>;

  constructor(root: LoadedSource, files: ReadonlyMap<string, unknown>) {
    this.root = { value: root.value, file: root.address, pointer: '' };
    this.#files = files;
  }

  /** The node a reference leads to, by way of however many others: what is no reference leads to itself. @throws TYPHOON_ERR_CLIENT_REFERENCE */
  resolve(node: Node): Node {
    let current = node;
    for (let steps = 0; steps < LONGEST_CHAIN; steps += 1) {
      const reference = textOf(current.value, '$ref');
      if (reference === undefined) return current;
      current = this.follow(current, reference);
    }
    throw new GeneratorError('TYPHOON_ERR_CLIENT_REFERENCE', `${describeNode(node)} refers to itself.`);
  }

  /** One step. @throws TYPHOON_ERR_CLIENT_REFERENCE */
  follow(node: Node, reference: string): Node {
    const [address = '', fragment = ''] = splitReference(reference);
    const file = address === '' ? node.file : resolveAddress(address, node);
    const pointer = decodeFragment(fragment);
    const root: Node = { value: this.#files.get(file), file, pointer: '' };
    const target = pointer === '' || pointer.startsWith('/') ? childOf(root, ...splitPointer(pointer)) : findAnchor(root, pointer);
    if (target?.value === undefined) {
      throw new GeneratorError(
        'TYPHOON_ERR_CLIENT_REFERENCE',
        `${describeNode(node)} refers to '${reference}', which is not there. Add it, or correct the reference.`,
      );
    }
    return target;
  }
}

/** Reads what a document refers to, and what that refers to. @throws TYPHOON_ERR_CLIENT_SOURCE, TYPHOON_ERR_CLIENT_REFERENCE */
export async function loadDocumentSet(root: LoadedSource): Promise<DocumentSet> {
  const files = new Map<string, unknown>([[root.address, root.value]]);
  const queue = [root.address];
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const start: Node = { value: files.get(file), file, pointer: '' };
    for (const address of listAddresses(start)) {
      if (files.has(address)) continue;
      files.set(address, await readAddress(address));
      queue.push(address);
    }
  }
  return new DocumentSet(root, files);
}

/** Addresses of other files. Examples are data: a `$ref` in them means nothing. */
function listAddresses(start: Node): Set<string> {
  const found = new Set<string>();
  const seen = new Set<unknown>();
  const stack: unknown[] = [start.value];
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    const reference = textOf(value, '$ref');
    const [address = ''] = splitReference(reference ?? '');
    if (address !== '') found.add(resolveAddress(address, start));
    for (const [name, child] of Object.entries(value)) if (name !== 'example' && name !== 'examples') stack.push(child);
  }
  return found;
}

/** A page of the web may not have files of this machine read into what is generated from it. */
function resolveAddress(address: string, { file }: Node): string {
  const isKnown = /^(https?|file):/.test(file);
  if (!URL.canParse(address, isKnown ? file : undefined)) {
    throw new GeneratorError(
      'TYPHOON_ERR_CLIENT_REFERENCE',
      `'${address}' is relative to a file, but the document is no file. Give its path or address instead of the parsed object.`,
    );
  }
  const url = new URL(address, isKnown ? file : undefined);
  url.hash = '';
  const isAllowed = url.protocol === 'http:' || url.protocol === 'https:' || (url.protocol === 'file:' && file.startsWith('file:'));
  if (!isAllowed) throw new GeneratorError('TYPHOON_ERR_CLIENT_REFERENCE', `'${file}' may not refer to '${address}'. Use http or https.`);
  return url.href;
}

function splitReference(reference: string): string[] {
  const hash = reference.indexOf('#');
  return hash === -1 ? [reference, ''] : [reference.slice(0, hash), reference.slice(hash + 1)];
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** `$anchor` and `$dynamicAnchor` of JSON Schema 2020-12; depth first, as documents are read. */
function findAnchor(node: Node, anchor: string): Node | undefined {
  if (propertyOf(node.value, '$anchor') === anchor || propertyOf(node.value, '$dynamicAnchor') === anchor) return node;
  if (typeof node.value !== 'object' || node.value === null) return undefined;
  const names = Array.isArray(node.value) ? node.value.keys() : isObject(node.value) ? Object.keys(node.value) : [];
  for (const name of names) {
    const found = findAnchor(childOf(node, name), anchor);
    if (found !== undefined) return found;
  }
  return undefined;
}

function describeNode({ file, pointer }: Node): string {
  return `${file.startsWith('document:') ? '' : file}#${pointer}`;
}
