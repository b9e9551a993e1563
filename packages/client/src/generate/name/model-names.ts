/** The names of models, and which of their variants there are. */
import type { Model } from '../schema/model.js';
import type { TypeNode, Variant } from '../schema/type-node.js';
import { toPascalCase } from './identifier.js';
import { NameScope } from './name-scope.js';

/** Globals and imports that models would hide from each other. */
const TAKEN = ['Array', 'Blob', 'BinaryBody', 'FileInput'];

const SUFFIXES = { output: '', input: 'Input', form: 'Form' } as const;

/** A type where an operation has it: what the names are made for. */
export interface UsedType {
  readonly type: TypeNode;
  readonly variant: Variant;
}

export interface NamedModel {
  readonly name: string;
  readonly model: Model;
  readonly variant: Variant;
}

/** Each model has one type, unless what clients send differs from what they get, and both happen. */
export class ModelNames {
  readonly #traits: ReadonlyMap<Model, Traits>;
  readonly #names = new Map<Model, Map<Variant, string>>();

  constructor(models: readonly Model[], used: readonly UsedType[]) {
    this.#traits = findTraits(models);
    const variants = this.#collect(models, used);
    const scope = new NameScope(TAKEN);
    for (const model of toFairOrder(models)) this.#name(model, variants.get(model) ?? [], scope);
  }

  nameOf(model: Model, variant: Variant): string {
    return this.#names.get(model)?.get(this.#canonical(model, variant)) ?? 'never';
  }

  /** By name. */
  get all(): readonly NamedModel[] {
    const named = [...this.#names].flatMap(([model, names]) => [...names].map(([variant, name]) => ({ name, model, variant })));
    return named.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  }

  #name(model: Model, variants: readonly Variant[], scope: NameScope): void {
    const base = scope.take(baseOf(model));
    const [first, ...others] = variants;
    const names = new Map<Variant, string>();
    if (first !== undefined) names.set(first, base);
    for (const variant of others) names.set(variant, scope.take(`${base}${SUFFIXES[variant]}`));
    this.#names.set(model, names);
  }

  /** The variants of each model that are used, those first that get the plain name. */
  #collect(models: readonly Model[], used: readonly UsedType[]): Map<Model, Variant[]> {
    const found = new Map<Model, Set<Variant>>(models.map((model) => [model, new Set()]));
    for (const { type, variant } of used) this.#mark(type, variant, found);
    for (const model of models) if (found.get(model)?.size === 0) this.#mark({ kind: 'reference', model }, 'output', found);
    const order: readonly Variant[] = ['output', 'input', 'form'];
    return new Map([...found].map(([model, variants]) => [model, order.filter((variant) => variants.has(variant))]));
  }

  #mark(type: TypeNode, variant: Variant, found: Map<Model, Set<Variant>>): void {
    const queue: UsedType[] = [{ type, variant }];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const model of referencesOf(next.type)) {
        const canonical = this.#canonical(model, next.variant);
        const variants = found.get(model);
        if (variants === undefined || variants.has(canonical)) continue;
        variants.add(canonical);
        // What the model has in it is wanted in the variant asked for: that it does not differ here says nothing of there.
        queue.push({ type: model.type, variant: next.variant });
      }
    }
  }

  #canonical(model: Model, variant: Variant): Variant {
    const traits = this.#traits.get(model);
    const input = variant === 'form' && traits?.hasFiles !== true ? 'input' : variant;
    return input === 'input' && traits?.hasAccess !== true ? 'output' : input;
  }
}

interface Traits {
  /** Whether something in it is read-only or write-only. */
  hasAccess: boolean;
  hasFiles: boolean;
}

/** What is true of what a model refers to is true of the model. */
function findTraits(models: readonly Model[]): Map<Model, Traits> {
  const traits = new Map(models.map((model) => [model, ownTraits(model.type)]));
  const users = new Map<Model, Model[]>();
  for (const model of models) for (const used of referencesOf(model.type)) users.set(used, [...(users.get(used) ?? []), model]);
  const queue = [...models];
  for (let model = queue.pop(); model !== undefined; model = queue.pop()) {
    const own = traits.get(model);
    for (const user of users.get(model) ?? []) {
      const theirs = traits.get(user);
      if (own === undefined || theirs === undefined) continue;
      const isNews = (own.hasAccess && !theirs.hasAccess) || (own.hasFiles && !theirs.hasFiles);
      theirs.hasAccess ||= own.hasAccess;
      theirs.hasFiles ||= own.hasFiles;
      if (isNews) queue.push(user);
    }
  }
  return traits;
}

function ownTraits(type: TypeNode): Traits {
  const parts = partsOf(type);
  const hasAccess = parts.some((part) => part.kind === 'object' && part.properties.some(({ access }) => access !== undefined));
  return { hasAccess, hasFiles: parts.some(({ kind }) => kind === 'file') };
}

function referencesOf(type: TypeNode): Set<Model> {
  return new Set(partsOf(type).flatMap((part) => (part.kind === 'reference' ? [part.model] : [])));
}

/** A type and all in it, models unopened. */
function partsOf(type: TypeNode): TypeNode[] {
  return [type, ...childrenOf(type).flatMap(partsOf)];
}

function childrenOf(type: TypeNode): readonly TypeNode[] {
  if (type.kind === 'array') return [type.item];
  if (type.kind === 'tuple') return type.rest === undefined ? type.items : [...type.items, type.rest];
  if (type.kind === 'object') return [...type.properties.map((property) => property.type), ...(type.index === undefined ? [] : [type.index])];
  return type.kind === 'union' || type.kind === 'intersection' ? type.members : [];
}

/** Those whose name is fine as it is come first: another that becomes the same may not take it. */
function toFairOrder(models: readonly Model[]): Model[] {
  const isPlain = (model: Model) => baseOf(model) === model.title;
  return [...models.filter(isPlain), ...models.filter((model) => !isPlain(model))];
}

function baseOf({ title }: Model): string {
  return toPascalCase(title) || 'Model';
}
