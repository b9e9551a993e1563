/** A document and all the files it refers to. */
import { GeneratorError } from '../errors.js';
import { childOf, isObject, propertyOf, splitPointer, textOf } from './node.js';
import type { Node } from './node.js';
import { SchemaResources } from './schema-resources.js';
import { readAddress } from './source.js';
import type { LoadedSource } from './source.js';

/** A chain of references longer than this goes round in a circle. */
const LONGEST_CHAIN = 50;

export class DocumentSet {
  readonly root: Node;
  readonly #files: ReadonlyMap<string, unknown>;
  readonly #resources: SchemaResources;

  constructor(root: LoadedSource, files: ReadonlyMap<string, unknown>, resources: SchemaResources) {
    this.root = { value: root.value, file: root.address, pointer: '' };
    this.#files = files;
    this.#resources = resources;
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
    const pointer = decodeFragment(fragment);
    const target = this.#rootsOf(address, node)
      .map((root) => (pointer === '' || pointer.startsWith('/') ? childOf(root, ...splitPointer(pointer)) : findAnchor(root, pointer)))
      .find((found) => found?.value !== undefined);
    if (target === undefined) {
      throw new GeneratorError(
        'TYPHOON_ERR_CLIENT_REFERENCE',
        `${describeNode(node)} refers to '${reference}', which is not there. Add it, or correct the reference.`,
      );
    }
    return target;
  }

  /** Where a reference may begin. Within a schema that has an `$id` a fragment is of it; many documents mean the whole file nevertheless. */
  #rootsOf(address: string, node: Node): Node[] {
    const resource = address === '' ? this.#resources.around(node) : this.#resources.find(address, node);
    if (resource !== undefined && address !== '') return [resource];
    const file = address === '' ? node.file : resolveAddress(address, node);
    const whole = { value: this.#files.get(file), file, pointer: '' };
    return resource === undefined ? [whole] : [resource, whole];
  }
}

/** Reads what a document refers to, and what that refers to. @throws TYPHOON_ERR_CLIENT_SOURCE, TYPHOON_ERR_CLIENT_REFERENCE */
export async function loadDocumentSet(root: LoadedSource): Promise<DocumentSet> {
  const files = new Map<string, unknown>();
  const resources = new SchemaResources();
  const near: Node[] = [];
  /** Absolute: it may be the `$id` of what is still to be read. */
  const far: Node[] = [];
  const take = ({ address, value }: LoadedSource) => {
    files.set(address, value);
    const start: Node = { value, file: address, pointer: '' };
    resources.add(start);
    for (const node of listForeign(start)) (URL.canParse(addressOf(node)) ? far : near).push(node);
  };
  take(root);
  for (let node = near.shift() ?? far.shift(); node !== undefined; node = near.shift() ?? far.shift()) {
    if (resources.find(addressOf(node), node) !== undefined) continue;
    const address = resolveAddress(addressOf(node), node);
    if (!files.has(address)) take({ address, value: await readAddress(address) });
  }
  return new DocumentSet(root, files, resources);
}

/** The references that begin with an address. Examples are data: a `$ref` in them means nothing. */
function listForeign(start: Node): Node[] {
  const found: Node[] = [];
  const seen = new Set<unknown>();
  const stack = [start];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node.value !== 'object' || node.value === null || seen.has(node.value)) continue;
    seen.add(node.value);
    if (addressOf(node) !== '') found.push(node);
    const names = Array.isArray(node.value) ? node.value.keys() : Object.keys(node.value);
    for (const name of names) if (name !== 'example' && name !== 'examples') stack.push(childOf(node, name));
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

/** Of a reference, without its fragment; '' where it has none, or where there is no reference. */
function addressOf({ value }: Node): string {
  return splitReference(textOf(value, '$ref') ?? '')[0] ?? '';
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
