/** Schemas that have an address of their own. @see JSON Schema 2020-12 §8.2.1 (`$id`), OpenAPI 3.2 §4.1.2.2.1 (`$self`) */
import { childOf, textOf } from './node.js';
import type { Node } from './node.js';

/** What is data, in which an `$id` means nothing. */
const DATA = new Set(['example', 'examples', 'default', 'const', 'enum']);

/** The schemas of all files by the address that they give themselves, and what their own references are relative to. */
export class SchemaResources {
  readonly #byAddress = new Map<string, Node>();
  /** By file and pointer. */
  readonly #bases = new Map<string, string>();

  /** Takes up all that a file has. */
  add(file: Node): void {
    const self = toAddress(textOf(file.value, '$self') ?? '', toBase(file.file));
    this.#visit(file, self === undefined ? undefined : this.#register(file, self), new Set());
  }

  /** The schema of this address, which may be relative to where the reference stands. */
  find(address: string, { file, pointer }: Node): Node | undefined {
    const found = toAddress(address, this.#baseOf(file, pointer) ?? toBase(file));
    return found === undefined ? undefined : this.#byAddress.get(found);
  }

  /** The schema with an address of its own that this one is in. */
  around({ file, pointer }: Node): Node | undefined {
    const base = this.#baseOf(file, pointer);
    return base === undefined ? undefined : this.#byAddress.get(base);
  }

  #visit(node: Node, base: string | undefined, seen: Set<unknown>): void {
    if (typeof node.value !== 'object' || node.value === null || seen.has(node.value)) return;
    seen.add(node.value);
    const id = textOf(node.value, '$id');
    const address = id === undefined ? undefined : toAddress(id, base ?? toBase(node.file));
    const own = address === undefined ? base : this.#register(node, address);
    const names = Array.isArray(node.value) ? node.value.keys() : Object.keys(node.value);
    for (const name of names) if (!DATA.has(String(name))) this.#visit(childOf(node, name), own, seen);
  }

  /** The first of an address keeps it. */
  #register(node: Node, address: string): string {
    if (!this.#byAddress.has(address)) this.#byAddress.set(address, node);
    this.#bases.set(`${node.file}#${node.pointer}`, address);
    return address;
  }

  #baseOf(file: string, pointer: string): string | undefined {
    const base = this.#bases.get(`${file}#${pointer}`);
    return base ?? (pointer === '' ? undefined : this.#baseOf(file, pointer.slice(0, pointer.lastIndexOf('/'))));
  }
}

/** Without a fragment: `$id` may end in an empty one. */
function toAddress(reference: string, base: string): string | undefined {
  if (reference === '' || !URL.canParse(reference, base)) return undefined;
  const url = new URL(reference, base);
  url.hash = '';
  return url.href;
}

/** A parsed document has no address that others could be relative to; within it they are all the same. */
function toBase(file: string): string {
  return file.replace(/^document:(\d+)$/, 'document://$1/');
}
