import type { ChangeList } from './change-list.js';
import { SchemaFit } from './schema-fit.js';
import type { Direction, Misfit } from './schema-fit.js';
import type { SchemaShapes } from './schema-shape.js';

/** The two documents whose schemas are compared. */
export interface SchemaPair {
  readonly before: SchemaShapes;
  readonly after: SchemaShapes;
}

/**
 * Compares two schemas as their place has it: what clients send must stay accepted, what they get must stay what they know.
 *
 * What was found is a difference in one direction or in the other; one of them breaks clients.
 */
export function compareSchemas(
  pair: SchemaPair,
  schemas: { readonly before: unknown; readonly after: unknown },
  direction: Direction,
  place: string,
  changes: ChangeList,
): void {
  const narrowed = new SchemaFit(pair.before, pair.after, direction).compare(schemas.before, schemas.after);
  const widened = new SchemaFit(pair.after, pair.before, direction).compare(schemas.after, schemas.before);
  const differences = withoutEchoes(
    [...narrowed.map((misfit) => toDifference(misfit, 'narrowed')), ...widened.map((misfit) => toDifference(misfit, 'widened'))],
    direction,
  );
  const breaking = new Set(differences.filter((one) => isBreaking(one, direction)).map(keyOf));
  for (const difference of differences) {
    const where = `${place}${difference.path}`;
    if (isBreaking(difference, direction)) changes.breaks(where, describe(difference, direction));
    else if (!breaking.has(keyOf(difference))) changes.allows(where, describe(difference, direction));
  }
}

/** A misfit in the order of time. */
interface Difference {
  readonly path: string;
  readonly keyword: string;
  readonly before: unknown;
  readonly after: unknown;
  /** `narrowed`: something that fitted before does not fit now. */
  readonly kind: 'narrowed' | 'widened';
}

function toDifference({ path, keyword, inner, outer }: Misfit, kind: Difference['kind']): Difference {
  return kind === 'narrowed' ? { path, keyword, before: inner, after: outer, kind } : { path, keyword, before: outer, after: inner, kind };
}

/** A property that comes or goes is also required or not: one of the two says it. */
function withoutEchoes(differences: readonly Difference[], direction: Direction): readonly Difference[] {
  const at = (keyword: string, kind?: Difference['kind']) =>
    new Set(differences.filter((one) => one.keyword === keyword && (kind === undefined || one.kind === kind)).map(({ path }) => path));
  const properties = at('property');
  const newlyRequired = direction === 'input' ? at('required', 'narrowed') : new Set<string>();
  return differences.filter(({ keyword, kind, path }) => {
    if (keyword === 'required') return !properties.has(path) || (kind === 'narrowed' && newlyRequired.has(path));
    return keyword !== 'property' || kind !== 'widened' || !newlyRequired.has(path);
  });
}

function keyOf({ path, keyword }: Difference): string {
  return `${path} ${keyword}`;
}

function isBreaking({ keyword, kind }: Difference, direction: Direction): boolean {
  // A property that is gone is missed by who sent it and by who read it; a further one by nobody.
  if (keyword === 'property') return kind === 'narrowed';
  // Clients pass over what they do not know.
  if (keyword === 'additionalProperties' && direction === 'output') return false;
  return direction === 'input' ? kind === 'narrowed' : kind === 'widened';
}

function describe(difference: Difference, direction: Direction): string {
  const { keyword, before, after, kind } = difference;
  const isInput = direction === 'input';
  switch (keyword) {
    case 'property':
      if (kind === 'widened') return 'is new';
      return isInput ? 'is removed: what clients send is no longer read' : 'is removed: clients no longer get it';
    case 'required':
      return describeRequired(difference, isInput);
    case 'additionalProperties':
      return kind === 'narrowed' ? 'further properties are no longer allowed' : 'further properties are allowed now';
    case 'alternative':
      if (kind === 'narrowed') return `${show(before)} is no longer one of the alternatives`;
      return `${show(after)} is a new alternative${isInput ? '' : ': clients do not know it'}`;
    case 'value':
      if (kind === 'narrowed') return `no longer ${isInput ? 'accepts' : 'is'} ${showAll(before)}`;
      return `${isInput ? 'also accepts' : 'may be'} ${showAll(after)} now${isInput ? '' : ': clients do not know it'}`;
    case 'schema':
      return before === after ? 'the schemas are too large to compare' : `was ${String(before)} and is ${String(after)}`;
    default:
      return `'${keyword}' was ${show(before)} and is ${show(after)}${reasonOf(kind, isInput)}`;
  }
}

function describeRequired({ before, after, kind }: Difference, isInput: boolean): string {
  if (kind === 'narrowed') {
    if (!isInput) return 'is always there now';
    return before === undefined ? 'is new and required: clients do not send it' : 'is required now: clients may leave it out';
  }
  if (isInput) return 'is no longer required';
  return after === undefined ? 'is removed: clients expect it' : 'may be missing now: clients expect it';
}

function reasonOf(kind: Difference['kind'], isInput: boolean): string {
  if (isInput) return kind === 'narrowed' ? ': what clients send may be refused' : '';
  return kind === 'widened' ? ': clients may get what they do not expect' : '';
}

function show(value: unknown): string {
  if (value === undefined) return 'not set';
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(' or ');
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function showAll(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(', ') : show(values);
}
