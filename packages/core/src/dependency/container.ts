import type { SingletonDefinition } from '../describe/singletons.js';
import { ApplicationStateError } from '../errors.js';
import { toError } from '../http/request-errors.js';
import type { AnyClass } from '../metadata/store.js';
import { isDependency, kDependency } from './dependency.js';
import type { AnyDependency } from './dependency.js';
import { disposerOf } from './disposer.js';
import { readinessOf } from './readiness.js';
import type { ReadinessCheck } from './readiness.js';

type Target = AnyDependency | AnyClass;

/** What makes singletons instead of themselves. */
export type Engines = ReadonlyMap<Target, () => unknown>;

/** Makes the values that live as long as the application, and takes them down in reverse. */
export class Container {
  readonly #values = new Map<Target, unknown>();
  readonly #closers: { readonly name: string; readonly close: () => unknown }[] = [];

  readonly #checks: ReadinessCheck[] = [];
  readonly #engines: Engines;
  #building: Promise<void> = Promise.resolve();

  constructor(engines: Engines = new Map()) {
    this.#engines = engines;
  }

  /** Makes what is not there yet, in the order given: each stands after what it needs. One call after another, so that two make nothing twice. */
  async build(definitions: readonly SingletonDefinition[]): Promise<void> {
    const building = this.#building.then(() => this.#build(definitions));
    this.#building = building.catch(() => undefined);
    return building;
  }

  async #build(definitions: readonly SingletonDefinition[]): Promise<void> {
    for (const definition of definitions) {
      if (definition.lifetime === 'transient' || this.#values.has(definition.target)) continue;
      const value = await this.#make(definition, definitions);
      this.#values.set(definition.target, value);
      this.#checks.push(...readinessOf(definition.name, definition.target, value));
    }
  }

  read(target: Target): unknown {
    if (!this.#values.has(target)) throw new ApplicationStateError('The singletons are made when the application starts: await app.ready() first.');
    return this.#values.get(target);
  }

  /** Whether what was made can be used, for those that say so. */
  get checks(): readonly ReadinessCheck[] {
    return this.#checks;
  }

  /** Closes in reverse; a failure does not keep the others from closing. @throws AggregateError with all failures. */
  async close(): Promise<void> {
    const failures: Error[] = [];
    for (const { name, close } of this.#closers.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        failures.push(new Error(`Closing '${name}' failed.`, { cause: error }));
      }
    }
    this.#values.clear();
    this.#checks.length = 0;
    if (failures.length > 0) throw new AggregateError(failures, 'Some dependencies could not be closed.');
  }

  async #make(definition: SingletonDefinition, definitions: readonly SingletonDefinition[]): Promise<unknown> {
    const values: (readonly [string, unknown])[] = [];
    for (const [key, target] of definition.inputs) values.push([key, await this.#inputValue(target, definitions)]);
    try {
      return await this.#provide(definition, values);
    } catch (error) {
      throw new Error(`The dependency '${definition.name}' could not be made: ${toError(error).message}`, { cause: error });
    }
  }

  async #inputValue(target: Target, definitions: readonly SingletonDefinition[]): Promise<unknown> {
    if (this.#values.has(target)) return this.#values.get(target);
    const definition = definitions.find((candidate) => candidate.target === target);
    return definition === undefined ? undefined : this.#make(definition, definitions);
  }

  async #provide({ target, name }: SingletonDefinition, values: readonly (readonly [string, unknown])[]): Promise<unknown> {
    const make = this.#engines.get(target);
    // It has the same inputs, if it wants to.
    if (make !== undefined) return this.#openGenerator(name, (make as (inputs: object) => unknown)(Object.fromEntries(values)));
    if (!isDependency(target)) {
      const Constructor = target as unknown as new (...args: unknown[]) => object;
      const instance = new Constructor(...values.map(([, value]) => value));
      const close = disposerOf(instance);
      if (close !== undefined) this.#closers.push({ name, close });
      return instance;
    }
    const record = target[kDependency];
    if (record.make !== 'provide') throw new TypeError(`'${name}' is read from a request.`);
    const provided = (record.provide as (inputs: object) => unknown)(Object.fromEntries(values));
    return this.#openGenerator(name, provided);
  }

  async #openGenerator(name: string, provided: unknown): Promise<unknown> {
    const tag = Object.prototype.toString.call(provided);
    if (tag !== '[object AsyncGenerator]' && tag !== '[object Generator]') return provided;
    const generator = provided as AsyncGenerator<unknown, unknown>;
    const step = await generator.next();
    if (step.done === true) throw new TypeError(`The dependency '${name}' ended without yielding a value. Yield it once.`);
    this.#closers.push({ name, close: () => generator.next() });
    return step.value;
  }
}
