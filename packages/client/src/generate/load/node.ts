/** A value of a document, and where it stands: what a reference in it is relative to. */
export interface Node {
  readonly value: unknown;
  /** The address of the file. */
  readonly file: string;
  /** A JSON pointer, '/components/schemas/Item'; '' is the whole. */
  readonly pointer: string;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own properties only: a document may well name something `constructor`. */
export function propertyOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function textOf(value: unknown, name: string): string | undefined {
  const found = propertyOf(value, name);
  return typeof found === 'string' ? found : undefined;
}

export function listOf(value: unknown, name: string): readonly unknown[] {
  const found = propertyOf(value, name);
  return Array.isArray(found) ? found : [];
}

/** The texts of a list; what else is in it is passed over. */
export function textsOf(value: unknown, name: string): readonly string[] {
  return listOf(value, name).filter((item) => typeof item === 'string');
}

/** The node of a property or of an index; its value is undefined where there is none. */
export function childOf(node: Node, ...names: readonly (string | number)[]): Node {
  return names.reduce<Node>((parent, name) => {
    const value = Array.isArray(parent.value) ? (parent.value[Number(name)] as unknown) : propertyOf(parent.value, String(name));
    return { value, file: parent.file, pointer: `${parent.pointer}/${escapeToken(String(name))}` };
  }, node);
}

/** Name and node of each property of an object; none for anything else. */
export function entriesOf(node: Node): readonly (readonly [string, Node])[] {
  return isObject(node.value) ? Object.keys(node.value).map((name) => [name, childOf(node, name)] as const) : [];
}

/** The nodes of a list; none for anything else. */
export function itemsOf(node: Node): readonly Node[] {
  return Array.isArray(node.value) ? node.value.map((_, index) => childOf(node, index)) : [];
}

/** RFC 6901 §3 */
export function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

export function splitPointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
