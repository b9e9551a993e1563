import type { FastifyInstance } from 'fastify';
import { compileDependencies, runDependencies } from './compile/dependencies.js';
import type { Surroundings } from './compile/dependencies.js';
import { compileGuard } from './compile/guard.js';
import type { CompiledGuard } from './compile/guard.js';
import { OpenStreams, kStreams } from './compile/open-streams.js';
import { kState } from './compile/request-state.js';
import { Teardowns } from './compile/teardown.js';
import type { Mount } from './decorators/mount.js';
import type { SharedOptions } from './decorators/route-options.js';
import { BackgroundWork, kBackground } from './dependency/background.js';
import { Container } from './dependency/container.js';
import type { AnyDependency } from './dependency/dependency.js';
import { describeRoutes } from './describe/describe-routes.js';
import { describeGuard } from './describe/guard.js';
import type { GuardOptions } from './describe/guard.js';
import { RouteGraph, lifetimeOf, nameOf, resolveTarget, sharedOf } from './describe/graph.js';
import { readOptions } from './describe/option-rules.js';
import type { OptionsLevel } from './describe/options.js';
import type { RouterRules } from './describe/path.js';
import { findSchemaTableProblems } from './describe/schema-problems.js';
import { describeSingletons } from './describe/singletons.js';
import type { SingletonDefinition } from './describe/singletons.js';
import type { RouteDefinition } from './describe/route-definition.js';
import { MetricSources, metricSources } from './observe/metric-sources.js';
import { observer } from './observe/observer.js';
import type { Observer } from './observe/observer.js';
import { ApplicationStateError, ProblemList } from './errors.js';
import type { ProgramProblem } from './errors.js';
import { registerContentTypes } from './fastify/content-types.js';
import { httpKind } from './http-kind.js';
import type { ErrorEnvelope } from './http/problem.js';
import { isDescribed } from './launcher.js';
import type { AnyClass } from './metadata/store.js';
import { formatTable } from './dependency/format-table.js';
import type { FormatTable } from './schema/formats.js';
import type { RouteCell, RouteKind } from './route-kind.js';
import type { WorkKind } from './work-kind.js';
import { Works } from './works.js';

type Target = AnyDependency | AnyClass;

/** What application and plugin have in common. */
export interface RuntimeOptions extends SharedOptions {
  /** Classes decorated with `@Controller`, and groups of them made by `mount`. */
  readonly controllers: readonly (AnyClass | Mount)[];
  /** Leading part of every path. Default: none. */
  readonly prefix?: string;
  /** Check what handlers return before it is written; a mismatch is a 500 with its reason in the log. Default: unless NODE_ENV is 'production'. */
  readonly validateResponses?: boolean;
  /** The application's own string formats, by name: true where a text is of the format. They win over the standard ones. Default: none. */
  readonly formats?: FormatTable;
  /** Kinds of routes beside plain ones: `[websockets()]`. `createApp` of `typhoon` brings them by itself. */
  readonly kinds?: readonly AnyRouteKind[];
  /** Work that no request asks for: `[taskWork([Reports])]`. `createApp` of `typhoon` makes it of `tasks`. Default: none. */
  readonly works?: readonly WorkKind[];
  /**
   * Whether unknown paths and wrong methods (405 with `Allow`) are answered in the application's envelope, and not by the
   * host. Default: true; for the plugin only under a prefix, where the first registration under it answers for all.
   */
  readonly notFound?: boolean;
  /**
   * What makes singletons instead of themselves, by what it stands for: `new Map([[store, () => connect()]])`. It may be a
   * generator, whose teardown runs when the application closes; a replacement by `override` wins. Default: none.
   */
  readonly engines?: ReadonlyMap<AnyDependency | AnyClass, () => unknown>;
  /**
   * Milliseconds that requests, streams and sockets get to end when the application closes; what is not done by then is broken
   * off (by the plugin: streams and sockets only). Event streams end at once: their clients come back. Sockets are bounded by Fastify's
   * `pluginTimeout`, too. Default: 10,000.
   */
  readonly closeTimeout?: number;
  /** What looks at the work of dependencies and handlers: `tracing` of `createApp` of `typhoon` brings one. Default: none, which costs nothing. */
  readonly observer?: Observer;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what it compiles routes to is its own business
type AnyRouteKind = RouteKind<any>;

/** Where the options come from, and what of the instance matters to them. */
export interface RuntimeHost {
  /** What the options were given to, for messages. */
  readonly place: string;
  readonly router: RouterRules;
  /** Mistakes that are known already. Default: none. */
  readonly found?: readonly ProgramProblem[];
}

interface Guard {
  readonly options: GuardOptions;
  definition: RouteDefinition;
  compiled: CompiledGuard | undefined;
}

/** Controllers described, checked, and ready to be registered on a Fastify instance. */
export class Runtime {
  readonly container: Container;
  readonly background = new BackgroundWork();
  readonly streams = new OpenStreams();
  readonly metrics = new MetricSources();
  readonly envelope: ErrorEnvelope;
  readonly #options: RuntimeOptions;
  readonly #host: RuntimeHost;
  readonly #overrides = new Map<Target, Target>();
  #routes: readonly RouteDefinition[];
  #singletons: readonly SingletonDefinition[];
  #compiled: unknown[] = [];
  readonly #kinds: ReadonlyMap<string, AnyRouteKind>;
  readonly #works: Works;
  readonly #guards: Guard[] = [];
  #started: Promise<void> | undefined;
  #isStarted = false;

  /** @throws BootError with every mistake of the program. */
  constructor(options: RuntimeOptions, host: RuntimeHost) {
    this.#options = options;
    this.#host = host;
    this.#works = new Works(options.works ?? []);
    const own: readonly [Target, () => unknown][] = [
      [metricSources, () => this.metrics],
      [observer, () => options.observer],
      [formatTable, () => options.formats],
    ];
    this.container = new Container(new Map([...own, ...this.#works.engines, ...(options.engines ?? [])]));
    this.metrics.add({ name: 'http_streams_open', help: 'Streams that are being sent.', type: 'gauge', read: () => [{ value: this.streams.size }] });
    this.envelope = options.errors ?? 'problem';
    this.#kinds = new Map([httpKind, ...(options.kinds ?? [])].map((kind) => [kind.name, kind]));
    const { routes, singletons } = this.#describe();
    this.#routes = routes;
    this.#singletons = singletons;
  }

  get routes(): readonly RouteDefinition[] {
    return this.#routes;
  }

  get isStarted(): boolean {
    return this.#isStarted;
  }

  /** Registers content types, state and every route; builds the singletons before the instance is ready. */
  register(instance: FastifyInstance): void {
    instance.decorateRequest(kState as unknown as string, null);
    instance.decorate(kBackground as unknown as string, this.background);
    instance.decorate(kStreams as unknown as string, this.streams);
    registerContentTypes(instance);
    const closeTimeout = this.#options.closeTimeout ?? DEFAULT_CLOSE_TIMEOUT;
    for (const kind of this.#kinds.values()) {
      const cells = this.#routes.flatMap((definition, index) => (definition.kind === kind.name ? [this.#cell(index, kind)] : []));
      if (cells.length > 0) kind.register(instance, cells, { closeTimeout, metrics: this.metrics });
    }
    if (!isDescribed())
      instance.addHook('onReady', async () => {
        await this.start();
        const readSingleton = (target: Target): unknown => this.container.read(resolveTarget(target, this.#overrides));
        await this.#works.start({ readSingleton, log: instance.log, closeTimeout, observer: this.#options.observer });
      });
    instance.addHook('onListen', async () => this.#works.listening());
    instance.addHook('preClose', (done) => {
      this.beginClosing();
      this.streams.close(closeTimeout);
      done();
    });
    instance.addHook('onClose', () => this.stop());
  }

  /** Nothing that no request asks for begins any more. */
  beginClosing(): void {
    this.#works.closing();
  }

  /** Builds the singletons, once, whoever asks first: Fastify, or `run`. */
  async start(): Promise<void> {
    this.#started ??= this.#build();
    await this.#started;
    this.#isStarted = true;
  }

  async #build(): Promise<void> {
    await this.container.build(this.#singletons);
    await this.container.build(this.#describeGuardSingletons());
  }

  /** Resolves when no background work and no task is under way in this process. */
  async idle(): Promise<void> {
    await this.background.idle();
    await this.#works.idle();
  }

  /** Waits for streams, background work and tasks, then closes the singletons in reverse. */
  async stop(): Promise<void> {
    await this.streams.idle();
    await this.background.idle();
    await this.#works.stop();
    this.#isStarted = false;
    this.#started = undefined;
    await this.container.close();
  }

  /**
   * Replaces a dependency, for tests. Returns what puts the original back.
   *
   * @throws ApplicationStateError (TYPHOON_ERR_APP_STATE) for a singleton after the start: others hold it already.
   */
  override(target: Target, replacement: Target): () => void {
    const isSingleton = lifetimeOf(sharedOf(resolveTarget(target, this.#overrides))) === 'singleton';
    if (isSingleton && this.#isStarted) {
      throw new ApplicationStateError(`'${nameOf(target)}' lives as long as the application and is in use already. Override it before app.ready().`);
    }
    this.#overrides.set(target, replacement);
    this.#describeAgain();
    return () => {
      this.#overrides.delete(target);
      this.#describeAgain();
    };
  }

  /**
   * Prepares dependencies that stand before handlers which are not ours.
   *
   * @throws BootError with every mistake; TypeError after the start, when singletons are no longer made.
   */
  guard(options: GuardOptions): CompiledGuard {
    if (this.#isStarted) throw new TypeError('A guard is made before the application starts: call app.guard() before app.ready().');
    const guard: Guard = { options, definition: describeGuard(options, this.#overrides), compiled: undefined };
    this.#guards.push(guard);
    return (request, reply) =>
      (guard.compiled ??= compileGuard(guard.definition, { readSingleton: (target) => this.container.read(target), formats: this.#options.formats }))(
        request,
        reply,
      );
  }

  /** Resolves a dependency outside a request, hands its value to `use`, and closes what it opened. */
  async run(target: Target, use: (value: never) => unknown): Promise<unknown> {
    await this.start();
    const problems = new ProblemList();
    const graph = new RouteGraph(this.#overrides, problems, { isOutside: true });
    const reference = graph.addSource({ in: 'dependency', dependency: target, scopes: [] }, `app.run(${nameOf(target)})`);
    for (const input of graph.inputs)
      problems.add(
        'TYPHOON_ERR_DEP_LIFETIME',
        input.place,
        `reads the ${input.in} of a request, and there is none. Override what reads it, or resolve another dependency.`,
      );
    problems.assertNone();
    const definitions = graph.dependencies;
    const singletons = describeSingletons(
      [],
      definitions.filter(({ lifetime }) => lifetime === 'singleton').map((definition) => definition.target),
      this.#overrides,
      problems,
    );
    problems.assertNone();
    await this.container.build(singletons);

    const teardowns = new Teardowns();
    const surroundings: Surroundings = { values: [], teardowns, beginTeardowns: () => teardowns };
    let failure: unknown;
    let result: unknown;
    try {
      await runDependencies(
        compileDependencies(definitions, 0, (singleton) => this.container.read(singleton)),
        surroundings,
        undefined as never,
        undefined as never,
      );
      result = await use(surroundings.values[reference.index] as never);
    } catch (error) {
      failure = error;
    }
    const last = await teardowns.close(failure);
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- whatever was thrown inside is passed on as it is
    if (last !== undefined) throw last;
    return result;
  }

  #cell(index: number, kind: AnyRouteKind): RouteCell<unknown> {
    const runtime = this;
    return {
      get definition() {
        return runtime.#routes[index] as RouteDefinition;
      },
      compiled: () => (runtime.#compiled[index] ??= runtime.#compile(index, kind)),
      readSingleton: (target) => this.container.read(resolveTarget(target, this.#overrides)),
      resolve: (target) => resolveTarget(target, this.#overrides),
    };
  }

  #compile(index: number, kind: AnyRouteKind): unknown {
    return kind.compile(this.#routes[index] as RouteDefinition, {
      readSingleton: (target) => this.container.read(target),
      controllerOf: (route) => this.container.read(route.controller) as object,
      formats: this.#options.formats,
      observer: this.#options.observer,
      validateResponses: this.#options.validateResponses ?? process.env['NODE_ENV'] !== 'production',
    });
  }

  #describeAgain(): void {
    const { routes, singletons } = this.#describe();
    this.#routes = routes;
    this.#singletons = singletons;
    this.#compiled = [];
    for (const guard of this.#guards) {
      guard.definition = describeGuard(guard.options, this.#overrides);
      guard.compiled = undefined;
    }
  }

  #describeGuardSingletons(): readonly SingletonDefinition[] {
    const targets = this.#guards.flatMap(({ definition }) => definition.dependencies.filter(({ lifetime }) => lifetime === 'singleton'));
    const problems = new ProblemList();
    const singletons = describeSingletons(
      [],
      targets.map(({ target }) => target),
      this.#overrides,
      problems,
    );
    problems.assertNone();
    return singletons;
  }

  #describe(): { routes: readonly RouteDefinition[]; singletons: readonly SingletonDefinition[] } {
    const problems = new ProblemList(this.#host.found);
    const options = readOptions('application', this.#options, this.#host.place, problems);
    const { controllers, prefix } = options;
    const description = describeRoutes({
      controllers,
      shared: options as unknown as OptionsLevel,
      overrides: this.#overrides,
      describers: new Map([...this.#kinds.values()].map(({ name, describer }) => [name, describer])),
      router: this.#host.router,
      ...(prefix === undefined ? {} : { prefix }),
    });
    problems.addAll(description.problems);
    findSchemaTableProblems(description.routes, problems, options.formats);
    const needed = description.routes.flatMap(({ policy }) => policy.features.flatMap(({ needs = [] }) => needs));
    needed.push(...this.#works.describe(this.#overrides, problems, options.formats));
    const singletons = describeSingletons(description.routes, needed, this.#overrides, problems);
    problems.assertNone();
    return { routes: description.routes, singletons };
  }
}

export const DEFAULT_CLOSE_TIMEOUT = 10_000;
