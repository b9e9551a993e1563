import { unwrap } from '../serialization/shape.js';
import type { ObjectShape, Shape } from '../serialization/shape.js';

/** Most brackets in one key. */
export const MAX_BRACKETS = 10;
/** Most keys of one parameter. */
export const MAX_KEYS = 1_000;

/** Names that could reach a prototype in code that copies by assignment: left out. */
const POISON: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** What was written under one prefix: texts of its own, and members in brackets. */
interface Branch {
  readonly texts: unknown[];
  readonly members: Map<string, Branch>;
}

/** True for `filter[price][gte]`, where the parameter is `filter`. */
export function isDeepKey(key: string, name: string): boolean {
  return key.startsWith(`${name}[`) && key.endsWith(']');
}

/**
 * Reads an object whose members stand in brackets: `filter[price][gte]=5&filter[tags][]=a`.
 *
 * Where the schema has a list, `[]` adds an item and `[3]` names its place (gaps are closed). Over 10 brackets in a key or 1,000 keys the text
 * of one of them is handed on, for the validator to refuse. Undefined where no key has the prefix.
 */
export function readDeepObject(part: Readonly<Record<string, unknown>>, name: string, shape: ObjectShape): unknown {
  const keys = Object.keys(part).filter((key) => isDeepKey(key, name));
  const [first] = keys;
  if (first === undefined) return undefined;
  if (keys.length > MAX_KEYS) return part[first];
  const root = createBranch();
  for (const key of keys) {
    const path = key.slice(name.length + 1, -1).split('][');
    if (path.length > MAX_BRACKETS) return part[key];
    if (!path.some((segment) => POISON.has(segment))) addTexts(root, path, part[key]);
  }
  return toObject(root, shape);
}

function createBranch(): Branch {
  return { texts: [], members: new Map() };
}

function addTexts(root: Branch, path: readonly string[], value: unknown): void {
  let branch = root;
  for (const segment of path) {
    const member = branch.members.get(segment) ?? createBranch();
    branch.members.set(segment, member);
    branch = member;
  }
  branch.texts.push(...(Array.isArray(value) ? (value as unknown[]) : [value]));
}

function toValue(branch: Branch, shape: Shape | undefined): unknown {
  const structure = shape === undefined ? undefined : toStructure(shape);
  if (branch.members.size === 0) return branch.texts.length === 1 ? branch.texts[0] : branch.texts;
  if (structure?.is === 'list') return toItems(branch, structure.rest ?? structure.prefix[0]);
  if (structure?.is === 'object') return toObject(branch, structure);
  return branch.members.size === 1 && branch.members.has('') ? toItems(branch, undefined) : toObject(branch, undefined);
}

/** What a member is split into: an object or a list, of a nullable schema or a codec too. */
function toStructure(shape: Shape): Shape | undefined {
  const inner = unwrap(shape);
  if (inner.is === 'codec') return toStructure(inner.wire);
  if (inner.is === 'union') return inner.branches.map(unwrap).find(({ is }) => is === 'object' || is === 'list');
  return inner;
}

function toObject(branch: Branch, shape: ObjectShape | undefined): object {
  const object = Object.create(null) as Record<string, unknown>;
  for (const [name, member] of branch.members) {
    const declared =
      shape?.properties.find((property) => property.name === name)?.shape ??
      shape?.patterns.find(({ pattern }) => pattern?.test(name) ?? true)?.shape ??
      shape?.additional;
    object[name] = toValue(member, declared);
  }
  return object;
}

/** `[]` items come after those with a place. What is no place makes it an object, for the validator to refuse. */
function toItems(branch: Branch, item: Shape | undefined): unknown {
  const names = [...branch.members.keys()].filter((name) => name !== '');
  if (!names.every((name) => /^\d{1,9}$/.test(name))) return toObject(branch, undefined);
  const placed = names.sort((left, right) => Number(left) - Number(right)).map((name) => toValue(branch.members.get(name) as Branch, item));
  const added = branch.members.get('');
  if (added === undefined) return placed;
  return added.members.size > 0 ? [...placed, toValue(added, item)] : [...placed, ...added.texts];
}
