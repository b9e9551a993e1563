import type { ParameterOptions, SourceRecord } from '../decorators/source.js';
import { isDependency, kDependency, toSourceRecord } from '../dependency/dependency.js';
import type { AnyDependency, DependencyRecord, Lifetime } from '../dependency/dependency.js';
import { lifetimeOfClass } from '../dependency/injectable.js';
import type { ProblemList } from '../errors.js';
import type { AnyClass } from '../metadata/store.js';
import { isModelClass, toSchema } from '../schema/model.js';
import { TypeBoxType, isOptional, isSchema } from '../schema/typebox.js';
import type { TSchema } from '../schema/typebox.js';
import { formatFound, isConstructor } from '../validation/found.js';
import { describeConstructorParameters } from './parameters.js';
import type { DependencyDefinition, InputDefinition, SecurityRequirement, ValueReference } from './route-definition.js';

/** A dependency without what it is replaced by. */
export type Overrides = ReadonlyMap<AnyDependency | AnyClass, AnyDependency | AnyClass>;

/** A dependency or class, as it is asked for after `lazy` and overrides. */
type Target = AnyDependency | AnyClass;

interface Node extends Omit<DependencyDefinition, 'early'> {
  early: boolean;
}

/**
 * Gathers what one route reads: its inputs and its dependency graph, each once, dependencies after what they need.
 * Mistakes go to `problems`.
 */
export class RouteGraph {
  readonly #inputs: InputDefinition[] = [];
  readonly #nodes: Node[] = [];
  readonly #nodeOfKey = new Map<Target, Map<string, number>>();
  readonly #requirements = new Map<string, { scheme: SecurityRequirement['scheme']; scopes: Set<string> }>();
  readonly #guards: ValueReference[] = [];
  readonly #overrides: Overrides;
  readonly #problems: ProblemList;
  readonly #isOutside: boolean;

  /** @param options `isOutside` where there is no request: what stands for parts of one is taken. */
  constructor(overrides: Overrides, problems: ProblemList, options: { readonly isOutside?: boolean } = {}) {
    this.#overrides = overrides;
    this.#problems = problems;
    this.#isOutside = options.isOutside === true;
  }

  get inputs(): readonly InputDefinition[] {
    return this.#inputs;
  }

  get security(): readonly SecurityRequirement[] {
    return [...this.#requirements.values()].map(({ scheme, scopes }) => ({ scheme, scopes: [...scopes] }));
  }

  /** The dependencies, those that run before the body is read marked. */
  get dependencies(): readonly DependencyDefinition[] {
    this.#markEarly();
    return this.#nodes;
  }

  /** Adds what an argument, or an input of a dependency, asks for. */
  addSource(source: SourceRecord, place: string): ValueReference {
    return this.#addSource(source, place, [], []);
  }

  /** Adds a dependency that is run for its effect; a `guard` runs before the body is read. */
  addEffect(dependency: Parameters<typeof toSourceRecord>[0], place: string, options: { readonly guard: boolean }): void {
    const reference = this.#addSource(toSourceRecord(dependency), place, [], []);
    if (options.guard) this.#guards.push(reference);
  }

  #addSource(source: SourceRecord, place: string, scopes: readonly string[], path: readonly Target[]): ValueReference {
    if (source.in !== 'dependency') return { from: 'input', index: this.#addInput(source, place, path.length === 0 ? 'route' : 'dependency') };
    const gathered = [...new Set([...scopes, ...source.scopes])].sort();
    return { from: 'dependency', index: this.#addDependency(source.dependency, place, gathered, path) };
  }

  #addInput(source: Exclude<SourceRecord, { in: 'dependency' }>, place: string, by: InputDefinition['by']): number {
    const schema = this.#schemaOf(source, place);
    const wireName = source.options.alias ?? source.name;
    const name = source.in === 'header' ? wireName?.toLowerCase() : wireName;
    const known = this.#inputs.findIndex(
      (input) => input.in === source.in && input.name === name && input.schema === schema && sameStyle(input.options, source.options),
    );
    if (known !== -1) return known;
    const required = !isOptional(schema) && schema.default === undefined;
    return this.#inputs.push({ in: source.in, name, schema, required, options: source.options, by, place }) - 1;
  }

  #schemaOf(source: Exclude<SourceRecord, { in: 'dependency' }>, place: string): TSchema {
    const { schema } = source;
    if (isModelClass(schema) || isSchema(schema)) return toSchema(schema);
    const decorator = source.in.charAt(0).toUpperCase() + source.in.slice(1);
    const name = source.name === undefined ? '' : `'${source.name}'`;
    this.#problems.add(
      'TYPHOON_ERR_SCHEMA_INVALID',
      place,
      `@${decorator}(${name}) expects a TypeBox schema or a Model class but got ${formatFound(schema)}. ${cureFor(schema)}`,
    );
    return TypeBoxType.Unknown();
  }

  #addDependency(asked: Target, place: string, scopes: readonly string[], path: readonly Target[]): number {
    const target = this.#resolve(asked, place);
    if (target === undefined) return -1;
    if (path.includes(target)) {
      const cycle = [...path.slice(path.indexOf(target)), target].map(nameOf).join(' → ');
      this.#problems.add('TYPHOON_ERR_DEP_CYCLE', place, `dependencies need each other: ${cycle}. Take what both need into a third one.`);
      return -1;
    }
    const record = isDependency(target) ? target[kDependency] : undefined;
    const lifetime = lifetimeOf(target);
    const key = usesScopes(target, this.#overrides) ? scopes.join(' ') : '';
    const known = this.#nodeOfKey.get(target)?.get(key);
    if (record?.make === 'request' && record.scheme !== undefined) this.#require(record.scheme, scopes);
    if (known !== undefined && lifetime !== 'transient') {
      this.#requireAgain(target, scopes, new Set());
      return known;
    }
    // A singleton is made by the application before it listens; what it needs is checked there.
    const inputs = lifetime === 'singleton' ? [] : this.#addInputs(target, place, scopes, [...path, target]);
    const index =
      this.#nodes.push({
        name: nameOf(target),
        target,
        lifetime,
        inputs,
        scopes,
        early: false,
        scheme: record?.make === 'request' ? record.scheme : undefined,
      }) - 1;
    const nodes = this.#nodeOfKey.get(target) ?? new Map<string, number>();
    this.#nodeOfKey.set(target, nodes.set(key, index));
    return index;
  }

  #addInputs(target: Target, place: string, scopes: readonly string[], path: readonly Target[]): DependencyDefinition['inputs'] {
    return inputsOf(target, `${place} → ${nameOf(target)}`, this.#problems).map(
      ([key, source]) => [key, this.#addSource(source, `${place} → ${nameOf(target)}, ${inputName(target, key)}`, scopes, path)] as const,
    );
  }

  #resolve(asked: Target, place: string): Target | undefined {
    const target = resolveTarget(asked, this.#overrides);
    if (isTarget(target)) return this.#isOutside ? outsideOf(target) : target;
    this.#problems.add(
      'TYPHOON_ERR_DEP_MISSING',
      place,
      `@Depends() got ${formatFound(target)} where a dependency or a class is expected. ${cureForTarget(target)}`,
    );
    return undefined;
  }

  #require(scheme: SecurityRequirement['scheme'], scopes: readonly string[]): void {
    const known = this.#requirements.get(scheme.name);
    // Who demands credentials is right, whoever asks for them first.
    const requirement = { scheme: known === undefined || known.scheme.optional ? scheme : known.scheme, scopes: known?.scopes ?? new Set<string>() };
    for (const scope of scopes) requirement.scopes.add(scope);
    this.#requirements.set(scheme.name, requirement);
  }

  /** A dependency that is reached on a second way hands that way's scopes on to the schemes below it. */
  #requireAgain(target: Target, scopes: readonly string[], seen: Set<Target>): void {
    if (scopes.length === 0 || seen.has(target)) return;
    seen.add(target);
    for (const scheme of schemesBelow(target, this.#overrides)) this.#require(scheme, scopes);
  }

  /** Early is what leads to a security scheme without reading the body, what a guard is, and all that those need. */
  #markEarly(): void {
    const nodes = this.#nodes;
    const readsBody = nodes.map(() => false);
    const usesScheme = nodes.map((node) => node.scheme !== undefined);
    nodes.forEach((node, index) => {
      for (const [, reference] of node.inputs) {
        if (reference.from === 'input') readsBody[index] ||= BODY_PARTS.has(this.#inputs[reference.index]?.in ?? '');
        else {
          readsBody[index] ||= readsBody[reference.index] ?? false;
          usesScheme[index] ||= usesScheme[reference.index] ?? false;
        }
      }
    });
    const guards = new Set(this.#guards.map((guard) => guard.index));
    for (let index = nodes.length - 1; index >= 0; index--) {
      const node = nodes[index] as Node;
      node.early ||= (usesScheme[index] === true || guards.has(index)) && readsBody[index] !== true;
      if (!node.early) continue;
      for (const [, reference] of node.inputs) {
        const needed = reference.from === 'dependency' ? nodes[reference.index] : undefined;
        if (needed !== undefined) needed.early = true;
      }
    }
  }
}

/** What can be depended on. A function that is no class would be called with `new`. */
export function isTarget(value: unknown): value is Target {
  return isDependency(value) || (typeof value === 'function' && isConstructor(value));
}

/** What to write instead of what cannot be depended on. */
export function cureForTarget(value: unknown): string {
  if (typeof value === 'function') return `Wrap the function: const ${value.name === '' ? 'value' : value.name} = dependency({}, () => …).`;
  return value === undefined ? 'Where two modules import each other, write lazy(() => Later).' : 'Write dependency({ … }, provide), or the class itself.';
}

export const BODY_PARTS: ReadonlySet<string> = new Set(['body', 'form', 'file']);

/** Follows overrides and `lazy` to what is really meant. */
export function resolveTarget(asked: Target, overrides: Overrides): Target {
  let target = overrides.get(asked) ?? asked;
  while (isDependency(target) && target[kDependency].make === 'lazy') {
    const read = target[kDependency].read();
    target = overrides.get(read) ?? read;
  }
  return target;
}

/** What stands for a part of a request where there is none; the target itself where nothing does. */
function outsideOf(target: Target): Target {
  const record = isDependency(target) ? target[kDependency] : undefined;
  return record?.make === 'request' ? (record.outside ?? target) : target;
}

/** What stands for it among what lives as long as the application; the target itself where nothing does. */
export function sharedOf(target: Target): Target {
  const record = isDependency(target) ? target[kDependency] : undefined;
  return record?.make === 'provide' ? (record.shared ?? target) : target;
}

export function lifetimeOf(target: Target): Lifetime {
  if (!isDependency(target)) return lifetimeOfClass(target);
  const record = target[kDependency];
  return record.make === 'provide' ? record.lifetime : 'request';
}

/** The name a dependency has in messages. */
export function nameOf(target: Target): string {
  if (!isDependency(target)) return target.name;
  const record = target[kDependency];
  return record.make === 'lazy' ? 'lazy' : (record.name ?? 'dependency');
}

/** What a dependency or a class asks for: by input name, or by position in the constructor. */
export function inputsOf(target: Target, place: string, problems: ProblemList): readonly (readonly [key: string, source: SourceRecord])[] {
  if (!isDependency(target)) {
    return Object.entries(describeConstructorParameters(target, place, problems));
  }
  const record = target[kDependency];
  return record.make === 'provide' ? record.inputs : [];
}

/** `input 'token'` of a function, `parameter 0` of a constructor. */
export function inputName(target: Target, key: string): string {
  return isDependency(target) ? `input '${key}'` : `parameter ${key}`;
}

function usesScopes(target: Target, overrides: Overrides): boolean {
  return someBelow(target, overrides, (record) => record.make === 'request' && record.scoped === true);
}

function schemesBelow(target: Target, overrides: Overrides): SecurityRequirement['scheme'][] {
  const schemes: SecurityRequirement['scheme'][] = [];
  someBelow(target, overrides, (record) => {
    if (record.make === 'request' && record.scheme !== undefined) schemes.push(record.scheme);
    return false;
  });
  return schemes;
}

function someBelow(root: Target, overrides: Overrides, matches: (record: DependencyRecord) => boolean, seen = new Set<Target>()): boolean {
  const target = resolveTarget(root, overrides);
  if (seen.has(target) || !isDependency(target)) return false;
  seen.add(target);
  const record = target[kDependency];
  if (matches(record)) return true;
  return record.make === 'provide' && record.inputs.some(([, source]) => source.in === 'dependency' && someBelow(source.dependency, overrides, matches, seen));
}

function sameStyle(left: ParameterOptions, right: ParameterOptions): boolean {
  return left.style === right.style && left.explode === right.explode;
}

const CURES: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [Number, 'Use Type.Number() or Type.Integer().'],
  [String, 'Use Type.String().'],
  [Boolean, 'Use Type.Boolean().'],
  [Date, 'Use Type.DateTime().'],
  [Object, 'Use Type.Object({ … }).'],
  [Array, 'Use Type.Array(…).'],
  [undefined, 'Where two modules import each other, the schema is not there yet: move it to a module of its own.'],
]);

function cureFor(value: unknown): string {
  return CURES.get(value) ?? 'Use Type.…() or class X extends Model({ … }) {}.';
}
