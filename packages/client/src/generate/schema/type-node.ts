/** Types as the generator thinks of them: between a schema and its text. */
import type { Model } from './model.js';

export type Keyword = 'unknown' | 'never' | 'string' | 'number' | 'boolean' | 'null' | 'undefined';

/** Types of the run time and of the platform that schemas cannot say. */
export type NamedType = 'Blob' | 'BinaryBody' | 'FileInput' | 'Date';

export type TypeNode =
  | { readonly kind: 'keyword'; readonly name: Keyword }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'named'; readonly name: NamedType }
  /** Bytes: an upload in a form, a text anywhere else. */
  | { readonly kind: 'file' }
  | { readonly kind: 'array'; readonly item: TypeNode }
  | { readonly kind: 'tuple'; readonly items: readonly TypeNode[]; readonly required: number; readonly rest?: TypeNode | undefined }
  | ObjectNode
  | { readonly kind: 'union'; readonly members: readonly TypeNode[] }
  | { readonly kind: 'intersection'; readonly members: readonly TypeNode[] }
  | { readonly kind: 'reference'; readonly model: Model }
  /** A type that is for something else than what it stands in. */
  | { readonly kind: 'variant'; readonly variant: Variant; readonly type: TypeNode };

export interface ObjectNode {
  readonly kind: 'object';
  readonly properties: readonly PropertyNode[];
  /** Of the properties that are not named. */
  readonly index?: TypeNode | undefined;
}

export interface PropertyNode {
  readonly name: string;
  readonly type: TypeNode;
  readonly isRequired: boolean;
  /** Only the server says it, only the client says it, or both do. */
  readonly access?: 'read' | 'write' | undefined;
  readonly comment: readonly string[];
}

/** What a type is for. Outputs lack what is write-only, inputs what is read-only; in forms bytes are uploads. */
export type Variant = 'output' | 'input' | 'form';

export const UNKNOWN: TypeNode = { kind: 'keyword', name: 'unknown' };
export const NEVER: TypeNode = { kind: 'keyword', name: 'never' };
export const NULL: TypeNode = { kind: 'keyword', name: 'null' };
export const STRING: TypeNode = { kind: 'keyword', name: 'string' };
export const NUMBER: TypeNode = { kind: 'keyword', name: 'number' };
export const BOOLEAN: TypeNode = { kind: 'keyword', name: 'boolean' };
export const UNDEFINED: TypeNode = { kind: 'keyword', name: 'undefined' };

/** A type equal to the union of others, as short as can be told without looking into models. */
export function toUnion(types: readonly TypeNode[]): TypeNode {
  const flat = types.flatMap((type) => (type.kind === 'union' ? type.members : [type]));
  if (flat.some((type) => isKeyword(type, 'unknown'))) return UNKNOWN;
  const distinct = distinctTypes(flat.filter((type) => !isKeyword(type, 'never')));
  const members = distinct.filter((type) => type.kind !== 'literal' || !distinct.some((other) => isKeyword(other, typeof type.value as Keyword)));
  const [first = NEVER, ...others] = members;
  return others.length === 0 ? first : { kind: 'union', members };
}

/** The same of an intersection: plain objects without a property in common become one. */
export function toIntersection(types: readonly TypeNode[]): TypeNode {
  const flat = types.flatMap((type) => (type.kind === 'intersection' ? type.members : [type]));
  if (flat.some((type) => isKeyword(type, 'never'))) return NEVER;
  const parts = distinctTypes(flat.filter((type) => !isKeyword(type, 'unknown')));
  const distinct = parts.some(isShaped) ? parts.filter((type) => !isOpenObject(type)) : parts;
  const members = mergeObjects(distinct);
  const [first = UNKNOWN, ...others] = members;
  return others.length === 0 ? first : { kind: 'intersection', members };
}

export function isKeyword(type: TypeNode, name: Keyword): boolean {
  return type.kind === 'keyword' && type.name === name;
}

/** What tells two types apart; models are themselves. */
export function keyOf(type: TypeNode): string {
  return JSON.stringify(type, (name, value: unknown) => (name === 'model' ? (value as Model).id : name === 'comment' ? undefined : value));
}

function distinctTypes(types: readonly TypeNode[]): TypeNode[] {
  return [...new Map(types.map((type) => [keyOf(type), type])).values()];
}

function isShaped(type: TypeNode): boolean {
  return type.kind === 'reference' || (type.kind === 'object' && !isOpenObject(type));
}

/** Any object: beside one with a shape it says nothing. */
function isOpenObject(type: TypeNode): boolean {
  return type.kind === 'object' && type.properties.length === 0 && type.index !== undefined && isKeyword(type.index, 'unknown');
}

/** Objects go last, as one where they can: `Base & { name: string }`. */
function mergeObjects(types: readonly TypeNode[]): TypeNode[] {
  const objects = types.filter((type) => type.kind === 'object');
  const others = types.filter((type) => type.kind !== 'object');
  const names = objects.flatMap(({ properties }) => properties.map(({ name }) => name));
  const isMergeable = new Set(names).size === names.length && objects.filter(({ index }) => index !== undefined).length <= 1;
  if (!isMergeable || objects.length < 2) return [...others, ...objects];
  const properties = objects.flatMap((object) => object.properties);
  return [...others, { kind: 'object', properties, index: objects.find(({ index }) => index !== undefined)?.index }];
}
