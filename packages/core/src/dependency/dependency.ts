import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AnyConstructor, Problem } from '../decorators/check.js';
import { createSource, isSource, kSource } from '../decorators/source.js';
import type { AnySource, Source, SourceRecord, Yields } from '../decorators/source.js';
import type { ErrorClass } from '../http/http-error.js';
import type { ProblemList } from '../errors.js';
import type { AnyClass } from '../metadata/store.js';
import type { SecurityScheme } from '../security/scheme.js';
import { formatFound } from '../validation/found.js';

/**
 * How long a value lives: as long as the application, as long as one request, or as long as the one that asked for it
 * (a transient value is made anew for each).
 */
export type Lifetime = 'singleton' | 'request' | 'transient';

/** Name, lifetime and end of a dependency. */
export interface DependencyOptions<TValue = never> {
  /** The name shown in error messages. Default: the function's name, or the place it is first used. */
  readonly name?: string;
  /** Default: `request` for functions, `singleton` for classes. */
  readonly lifetime?: Lifetime;
  /**
   * When a generator's teardown runs: before the answer's first byte is sent (`serialized`, so that a failed commit is
   * a 500), or when the answer has left (`sent`). Default: `serialized`.
   */
  readonly until?: 'serialized' | 'sent';
  /**
   * Whether the value can be used at the moment, for `/readyz`: it rejects, throws or returns false where not. The signal
   * aborts when its time is over. Only where the lifetime is `singleton`. Default: nothing is checked.
   */
  readonly ready?: (value: TValue, signal: AbortSignal) => unknown;
  /**
   * Errors made by `HttpError.define()` that it, or what is done with its value, may end a request with. They stand in the
   * documents of every route that uses it, directly or not. Default: none.
   */
  readonly throws?: readonly ErrorClass[];
}

export const kDependency = Symbol.for('typhoon.dependency');

/**
 * What is known of a dependency before any request. The three makes:
 * `provide` is called with resolved inputs, `request` reads what the request itself offers, `lazy` stands for another.
 */
export type DependencyRecord =
  | {
      readonly make: 'provide';
      readonly name: string | undefined;
      readonly inputs: readonly (readonly [key: string, source: SourceRecord])[];
      readonly provide: (inputs: never) => unknown;
      readonly lifetime: Lifetime;
      readonly until: 'serialized' | 'sent';
      readonly ready?: ((value: never, signal: AbortSignal) => unknown) | undefined;
      readonly throws?: readonly ErrorClass[] | undefined;
      /** The singleton that stands for it where it is asked for by what lives as long as the application. */
      readonly shared?: AnyDependency;
      /** Notes mistakes in how it was declared, when the application is made; for singletons. */
      readonly findProblems?: (problems: ProblemList) => void;
      /** The cookie that it may set, by name, which the documents show. */
      readonly cookie?: string;
    }
  | {
      readonly make: 'request';
      readonly name: string;
      readonly read: (request: FastifyRequest, reply: FastifyReply, context: RequestReadContext) => unknown;
      readonly scheme?: SecurityScheme;
      /** True where the value depends on `context.scopes`: one value for each set of scopes, instead of one for each request. */
      readonly scoped?: boolean;
      /** What stands for it where there is no request: in `app.run()`, in tasks and schedules. */
      readonly outside?: AnyDependency;
    }
  | { readonly make: 'lazy'; readonly read: () => AnyDependency | AnyClass };

/** What a built-in dependency can know beside request and reply. */
export interface RequestReadContext {
  /** The OAuth2 scopes gathered on the way from the handler to this dependency. */
  readonly scopes: readonly string[];
}

/** A value that a handler or another dependency can ask for. */
export interface Dependency<TValue> extends Yields<TValue> {
  readonly [kDependency]: DependencyRecord;
}

export interface AnyDependency {
  readonly [kDependency]: DependencyRecord;
}

/** What can be depended on: a dependency, or a class. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a dependency of any value
export type AnyTarget = Dependency<any> | AnyConstructor;

type AnyFunction = (...args: never[]) => unknown;

/** FastAPI takes any function here; the compiler shall say what to write instead. */
type CheckTarget<TTarget> = TTarget extends AnyTarget ? unknown : Problem<'a function must be wrapped: const value = dependency({}, () => …)'>;

/** What a dependency may take as an input: a source, another dependency, or a class. */
export type DependencyInput = AnySource | AnyTarget;

/** The type of the value that an input yields. */
export type Yielded<TInput> =
  TInput extends Yields<infer TValue> ? TValue : TInput extends abstract new (...args: never) => infer TInstance ? TInstance : never;

type Produced<TResult> = TResult extends AsyncGenerator<infer TValue> ? TValue : TResult extends Generator<infer TValue> ? TValue : Awaited<TResult>;

/**
 * Declares a value and how it is made.
 *
 * `inputs` are sources (`Query('page', …)`), dependencies and classes; what they read is validated and documented on
 * every route that uses the dependency. `provide` returns the value or a promise of it, or yields it once from a
 * generator: what stands after `yield` is the teardown and sees the handler's error.
 *
 * @example const currentUser = dependency({ token: security.bearer(), users: UserStore }, ({ token, users }) => users.byToken(token));
 */
export function dependency<const TInputs extends Record<string, DependencyInput>, TResult>(
  inputs: TInputs,
  provide: (inputs: { -readonly [TKey in keyof TInputs]: Yielded<TInputs[TKey]> }) => TResult,
  options: DependencyOptions<Produced<TResult>> = {},
): Dependency<Produced<TResult>> {
  assertArguments(inputs, provide);
  if (options.ready !== undefined && options.lifetime !== 'singleton')
    throw new TypeError(
      `dependency(): the option 'ready' says whether something that lives as long as the application can be used. Add lifetime: 'singleton' to '${options.name ?? provide.name}', or remove it.`,
    );
  return createDependency({
    make: 'provide',
    name: options.name ?? (provide.name === '' ? undefined : provide.name),
    inputs: Object.entries(inputs).map(([key, input]) => [key, toSourceRecord(input)] as const),
    provide,
    lifetime: options.lifetime ?? 'request',
    until: options.until ?? 'serialized',
    ready: options.ready,
    throws: options.throws,
  });
}

/** Says what other frameworks' users write first, where no compiler does. */
function assertArguments(inputs: unknown, provide: unknown): void {
  if (typeof inputs === 'function')
    throw new TypeError(
      `dependency(): the inputs are expected first, but got ${formatFound(inputs)}. Write dependency({}, ${inputs.name === '' ? '() => …' : inputs.name}).`,
    );
  if (typeof provide !== 'function')
    throw new TypeError(
      `dependency(): a function that makes the value is expected behind the inputs, but got ${formatFound(provide)}. Write dependency({ … }, ({ … }) => …).`,
    );
}

/** A dependency from its record; the built-in ones and the security schemes are made with it. */
export function createDependency<TValue>(record: DependencyRecord): Dependency<TValue> {
  return { [kDependency]: record } as unknown as Dependency<TValue>;
}

/** A dependency with what only packages of ours say of one: what stands for it elsewhere, what is wrong with its declaration, what it sets. */
export function extendDependency<TValue>(
  target: Dependency<TValue>,
  more: { readonly shared?: Dependency<TValue>; readonly findProblems?: (problems: ProblemList) => void; readonly cookie?: string },
): Dependency<TValue> {
  return createDependency({ ...target[kDependency], ...more });
}

/** The cookie that a dependency may set, by name. */
export function cookieSetBy(target: object): string | undefined {
  const record = (target as Partial<AnyDependency>)[kDependency];
  return record?.make === 'provide' ? record.cookie : undefined;
}

/**
 * For dependencies and classes of modules that import each other: read when the application starts, not when the module loads.
 *
 * @example constructor(@Depends(lazy(() => OrderStore)) private readonly orders: OrderStore) {}
 */
export function lazy<TTarget extends AnyTarget>(read: () => TTarget): Dependency<Yielded<TTarget>> {
  return createDependency({ make: 'lazy', read });
}

/**
 * Takes the value of a dependency, or an instance of a class.
 *
 * @example list(@Depends(currentUser) user: User, @Depends(ItemStore) store: ItemStore) {}
 */
export function Depends<TTarget extends AnyTarget | AnyFunction>(target: TTarget & CheckTarget<TTarget>): Source<Yielded<TTarget>> {
  return createSource({ in: 'dependency', dependency: target as unknown as AnyDependency | AnyClass, scopes: [] });
}

/**
 * Like `Depends`, and asks for OAuth2 scopes: they add up along the graph, stand in the documents, and reach the
 * dependency that enforces them as `requiredScopes`.
 *
 * @example create(@Body(NewItem) item: NewItem, @Security(currentUser, ['items:write']) user: User) {}
 */
export function Security<TTarget extends AnyTarget>(target: TTarget, scopes: readonly string[]): Source<Yielded<TTarget>> {
  return createSource({ in: 'dependency', dependency: target as AnyDependency | AnyClass, scopes });
}

export function isDependency(value: unknown): value is AnyDependency {
  return typeof value === 'object' && value !== null && kDependency in value;
}

/** The record behind whatever may stand where a value is asked for. */
export function toSourceRecord(input: DependencyInput | AnyDependency): SourceRecord {
  return isSource(input) ? input[kSource] : { in: 'dependency', dependency: input as AnyDependency | AnyClass, scopes: [] };
}
