/** How the branches of a union are told apart without looking into the value. */
import { isInherited } from './object-form.js';
import { unwrap } from './shape.js';
import type { Shape } from './shape.js';
import { isScalar } from './writer-runtime.js';

export type Category = 'undefined' | 'null' | 'boolean' | 'number' | 'bigint' | 'string' | 'list' | 'object';

/** The test of each category as source, the likely ones first. */
export const CATEGORY_TESTS: readonly (readonly [Category, string])[] = [
  ['string', `typeof value === 'string'`],
  ['number', `typeof value === 'number'`],
  ['boolean', `typeof value === 'boolean'`],
  ['null', 'value === null'],
  ['list', 'isArray(value)'],
  ['object', `typeof value === 'object' && value !== null && !isArray(value)`],
  ['bigint', `typeof value === 'bigint'`],
  ['undefined', 'value === undefined'],
];

const ALL: readonly Category[] = CATEGORY_TESTS.map(([category]) => category);

/** Instances and, in second place, their JSON form. */
const CODEC_CATEGORIES = new Map<string, readonly Category[]>([
  ['date-time', ['object', 'string']],
  ['url', ['object', 'string']],
  ['bytes', ['object', 'string']],
  ['bigint', ['bigint', 'string']],
  ['set', ['object', 'list']],
  ['map', ['object']],
]);

/** The kinds of values that may be written as a shape. `object` stands too where an object may have a form of its own: a Date is a text. */
function categoriesOf(shape: Shape): readonly Category[] {
  switch (shape.is) {
    case 'never':
      return [];
    case 'absent':
      return ['undefined'];
    case 'null':
    case 'boolean':
      return [shape.is];
    case 'number':
    case 'integer':
      return ['number', 'bigint'];
    case 'string':
      return ['string', 'object'];
    case 'const':
      return shape.values.map(toCategory);
    case 'list':
      return ['list', 'object'];
    case 'object':
      return ['object'];
    case 'codec':
      return CODEC_CATEGORIES.get(shape.codec.name) ?? ALL;
    default:
      return ALL;
  }
}

function toCategory(value: unknown): Category {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : (typeof value as Category);
}

export function candidatesOf(branches: readonly Shape[], category: Category): Shape[] {
  return branches.filter((branch) => categoriesOf(branch).includes(category));
}

/** True where an object is written as the shape only when it says so itself, by `toJSON`. */
export function needsOwnForm(shape: Shape): boolean {
  return shape.is === 'string' || shape.is === 'list';
}

/** The candidate that takes every value of the category and writes it as each of the others would. */
export function findWidest(candidates: readonly Shape[], category: Category): Shape | undefined {
  if (category === 'string') return candidates.find((shape) => shape.is === 'string');
  return category === 'number' ? candidates.find((shape) => shape.is === 'number') : undefined;
}

/** A required property that each branch declares with constants of its own. */
export function findDiscriminator(branches: readonly Shape[]): string | undefined {
  const [first] = branches;
  if (first?.is !== 'object') return undefined;
  return first.properties.map(({ name }) => name).find((name) => !isInherited(name) && isDiscriminator(branches, name));
}

function isDiscriminator(branches: readonly Shape[], name: string): boolean {
  const constants = branches.map((branch) => constantsOf(branch, name));
  const all = constants.flat();
  return constants.every((values) => values.length > 0) && new Set(all).size === all.length;
}

/** The constants a branch declares for a property; none where it may have others. */
export function constantsOf(branch: Shape, name: string): readonly unknown[] {
  const property = branch.is === 'object' ? branch.properties.find((candidate) => candidate.name === name) : undefined;
  if (property?.required !== true) return [];
  const shape = unwrap(property.shape);
  return shape.is === 'const' && shape.excluded.length === 0 && shape.values.every(isScalar) ? shape.values : [];
}

export function canBeNull(shape: Shape): boolean {
  return categoriesOf(shape).includes('null');
}

/** True where undefined fits the shape, so that the member is left out. */
export function canBeAbsent(shape: Shape, seen = new Set<Shape>()): boolean {
  if (shape.is !== 'union') return shape.is === 'absent';
  if (seen.has(shape)) return false;
  seen.add(shape);
  return shape.branches.some((branch) => canBeAbsent(branch, seen));
}
