import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDependency, kDependency } from '../dependency/dependency.js';
import type { DependencyRecord } from '../dependency/dependency.js';
import { disposerOf } from '../dependency/disposer.js';
import type { DependencyDefinition, ValueReference } from '../describe/route-definition.js';
import { fastifyReply } from '../dependency/request.js';
import { LinkedCode } from './linked-code.js';
import { watchReply } from './sent-by-hand.js';
import type { Teardowns } from './teardown.js';
import { isThenable } from './thenable.js';

/** Where the values of a request (or of a run outside one) stand, and what must be closed after it. */
export interface Surroundings {
  readonly values: unknown[];
  teardowns: Teardowns | undefined;
  beginTeardowns(request: FastifyRequest, reply: FastifyReply): Teardowns;
}

/** A dependency ready to run: where its inputs stand, where its value goes. */
export interface CompiledDependency {
  /** Its place in the values. */
  readonly slot: number;
  /** The places of the dependencies it needs. */
  readonly needs: readonly number[];
  /** The places of the inputs it reads. */
  readonly reads: readonly number[];
  /** Runs before the body is read. */
  readonly early: boolean;
  readonly start: Start;
  /** The same in pieces, for code that is written for a single route; undefined for what is no function of the program's. */
  readonly provide: ProvidePieces | undefined;
}

type Start = (surroundings: Surroundings, request: FastifyRequest, reply: FastifyReply) => unknown;

interface ProvidePieces {
  /** The function as it was declared. */
  readonly call: (inputs: object) => unknown;
  /** The expression of what it is given, taken out of `values`. */
  readonly inputs: string;
  /** Makes a value, or a promise of it, of a promise or a generator that it has returned. Anything else is the value. */
  readonly open: (provided: unknown, surroundings: Surroundings, request: FastifyRequest, reply: FastifyReply) => unknown;
}

/** Looks up a singleton; called once, when the route is compiled. */
export type ReadSingleton = (target: DependencyDefinition['target']) => unknown;

/**
 * Prepares the dependencies of a route.
 *
 * @param offset How many input values stand before those of the dependencies.
 */
export function compileDependencies(definitions: readonly DependencyDefinition[], offset: number, readSingleton: ReadSingleton): readonly CompiledDependency[] {
  return definitions.map((definition, index) => {
    const slots = definition.inputs.map(([, reference]) => slotOf(reference, offset));
    return {
      slot: offset + index,
      needs: slots.filter((slot) => slot >= offset),
      reads: slots.filter((slot) => slot < offset),
      early: definition.early,
      ...compileStart(definition, slots, readSingleton),
    };
  });
}

/** The place of a value among those of a request. */
export function slotOf(reference: ValueReference, offset: number): number {
  return reference.from === 'input' ? reference.index : offset + reference.index;
}

/** Marks the value of a dependency that did not run, since an input of it was refused. */
export const NOT_RUN: unique symbol = Symbol('typhoon.not-run');

/**
 * Runs dependencies, each as soon as what it needs is there, so independent ones start together.
 * Returns nothing where all were synchronous, otherwise a promise that settles when every started one has.
 *
 * @param from Those before it have been started: their values, or promises of them, stand in their places.
 * @throws The failure of the first in order, when all that were started have settled: none is left running unseen.
 */
export function runDependencies(
  dependencies: readonly CompiledDependency[],
  surroundings: Surroundings,
  request: FastifyRequest,
  reply: FastifyReply,
  from = 0,
): Promise<void> | undefined {
  const { values } = surroundings;
  let pending: Promise<unknown>[] | undefined;
  for (let index = 0; index < dependencies.length; index++) {
    const dependency = dependencies[index] as CompiledDependency;
    const value = index < from ? values[dependency.slot] : startWhenReady(dependency, surroundings, request, reply, pending !== undefined);
    values[dependency.slot] = value;
    if (value instanceof Promise) (pending ??= []).push(value);
  }
  return pending === undefined ? undefined : settle(dependencies, values, pending);
}

function startWhenReady(
  dependency: CompiledDependency,
  surroundings: Surroundings,
  request: FastifyRequest,
  reply: FastifyReply,
  isAnyPending: boolean,
): unknown {
  const { values } = surroundings;
  if (isAnyNotRun(dependency.needs, values)) return NOT_RUN;
  const waits = isAnyPending ? dependency.needs.filter((slot) => values[slot] instanceof Promise) : [];
  if (waits.length > 0) {
    return Promise.all(waits.map((slot) => values[slot])).then((ready) => {
      if (ready.includes(NOT_RUN)) return NOT_RUN;
      // What it needs is there now: each stands where the start looks for it.
      waits.forEach((slot, index) => {
        values[slot] = ready[index];
      });
      return dependency.start(surroundings, request, reply);
    });
  }
  if (!isAnyPending) return dependency.start(surroundings, request, reply);
  try {
    return dependency.start(surroundings, request, reply);
  } catch (error) {
    // Others are on their way: their settling is awaited before anyone sees this failure.
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever a dependency throws is passed on as it is
    return Promise.reject(error);
  }
}

/** A loop: this runs for every dependency of every request, and `some` would make a function for each. */
function isAnyNotRun(needs: readonly number[], values: readonly unknown[]): boolean {
  for (const slot of needs) if (values[slot] === NOT_RUN) return true;
  return false;
}

async function settle(dependencies: readonly CompiledDependency[], values: unknown[], pending: readonly Promise<unknown>[]): Promise<void> {
  const outcomes = await Promise.allSettled(pending);
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  for (const { slot } of dependencies) {
    if (values[slot] instanceof Promise) values[slot] = await values[slot];
  }
}

/** What makes the value of a dependency. */
function compileStart(definition: DependencyDefinition, slots: readonly number[], readSingleton: ReadSingleton): Pick<CompiledDependency, 'start' | 'provide'> {
  const { target } = definition;
  if (definition.lifetime === 'singleton') {
    const value = readSingleton(target);
    return { start: () => value, provide: undefined };
  }
  if (!isDependency(target)) return { start: compileConstruction(definition, slots), provide: undefined };
  const record = target[kDependency];
  if (record.make === 'lazy') throw new TypeError('A lazy dependency is resolved when its route is described.');
  if (record.make === 'request') {
    if (target === fastifyReply) return { start: (_surroundings, request, reply) => watchReply(request, reply), provide: undefined };
    const context = { scopes: definition.scopes };
    return { start: (_surroundings, request, reply) => record.read(request, reply, context), provide: undefined };
  }
  const provide = compileProvide(definition, slots, record);
  const { call, open } = provide;
  const toInputs = compileInputsObject(provide.inputs);
  return { start: (surroundings, request, reply) => open(call(toInputs(surroundings.values)), surroundings, request, reply), provide };
}

function compileConstruction({ target, name }: DependencyDefinition, slots: readonly number[]): Start {
  const Constructor = target as unknown as new (...args: unknown[]) => object;
  return (surroundings, request, reply) => {
    const instance = new Constructor(...slots.map((slot) => surroundings.values[slot]));
    const resource = disposerOf(instance);
    if (resource !== undefined) (surroundings.teardowns ??= surroundings.beginTeardowns(request, reply)).add({ name, resource, until: 'serialized' });
    return instance;
  };
}

function compileProvide(
  { inputs, name }: DependencyDefinition,
  slots: readonly number[],
  { provide, until }: Extract<DependencyRecord, { readonly make: 'provide' }>,
): ProvidePieces {
  // Computed for `__proto__`, which would set the prototype otherwise.
  const members = inputs.map(([key], index) => `${key === '__proto__' ? '["__proto__"]' : JSON.stringify(key)}: values[${String(slots[index])}]`);
  return {
    call: provide as ProvidePieces['call'],
    inputs: `{ ${members.join(', ')} }`,
    open: (provided, surroundings, request, reply) => {
      if (isThenable(provided)) return toPromise(provided);
      if (!isGenerator(provided)) return provided;
      return openGenerator(provided, { name, until }, () => (surroundings.teardowns ??= surroundings.beginTeardowns(request, reply)));
    },
  };
}

/** A function that makes `{ token: values[0], users: values[3] }`: written out once, so that all such objects share one shape. */
function compileInputsObject(inputs: string): (values: readonly unknown[]) => object {
  // An object literal is made several times faster than by assignment.
  return new LinkedCode().link([`return (values) => (${inputs});`]);
}

type AnyGenerator = Generator<unknown, unknown> | AsyncGenerator<unknown, unknown>;

function isGenerator(value: unknown): value is AnyGenerator {
  // Nearly every value has no such method, which is quickly seen.
  if (typeof value !== 'object' || value === null || typeof (value as { next?: unknown }).next !== 'function') return false;
  const tag = Object.prototype.toString.call(value);
  return tag === '[object AsyncGenerator]' || tag === '[object Generator]';
}

/** Takes the yielded value of a generator and notes that it must be closed. */
function openGenerator(
  generator: AnyGenerator,
  { name, until }: { readonly name: string; readonly until: 'serialized' | 'sent' },
  teardowns: () => Teardowns,
): unknown {
  const open = (step: IteratorResult<unknown, unknown>): unknown => {
    if (step.done === true) throw new TypeError(`The dependency '${name}' ended without yielding a value. Yield it once.`);
    teardowns().add({ name, resource: generator, until });
    return step.value;
  };
  const first = generator.next();
  return first instanceof Promise ? first.then(open) : open(first);
}

/**
 * Only a Promise in the values is one that is waited for: what a request offers may be a thenable and yet a value,
 * as Fastify's reply is.
 */
function toPromise(thenable: PromiseLike<unknown>): Promise<unknown> {
  return thenable instanceof Promise ? thenable : Promise.resolve(thenable);
}
