import type {
  FastifyInstance,
  FastifyListenOptions,
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
  InjectOptions,
  LightMyRequestResponse,
  onRequestHookHandler,
} from 'fastify';
import { dependency, isDependency } from './dependency/dependency.js';
import type { AnyDependency, AnyTarget, Dependency, Yielded } from './dependency/dependency.js';
import type { ReadinessCheck } from './dependency/readiness.js';
import { lifetimeOf, sharedOf } from './describe/graph.js';
import type { GuardOptions } from './describe/guard.js';
import type { RouteDefinition } from './describe/route-definition.js';
import type { ProgramProblem } from './errors.js';
import { answerUnrouted } from './fastify/error-handler.js';
import { createFrameworkErrorHandler } from './fastify/framework-errors.js';
import { createNotFoundHandler } from './fastify/not-found.js';
import { openConnectionsOf } from './fastify/open-connections.js';
import { createServer, routerOptionsOf } from './fastify/server.js';
import type { ServerOptions } from './fastify/server-options.js';
import type { ErrorEnvelope } from './http/problem.js';
import { isDescribed, readLauncher } from './launcher.js';
import type { MetricSources } from './observe/metric-sources.js';
import type { AnyClass } from './metadata/store.js';
import { DEFAULT_CLOSE_TIMEOUT, Runtime } from './runtime.js';
import type { RuntimeOptions } from './runtime.js';

/** Options of an application. What `SharedOptions` lists is inherited by every route. */
export interface ApplicationOptions extends RuntimeOptions {
  /** Options of the Fastify instance: `logger`, `trustProxy`, `bodyLimit`, `https`, `http2`, … */
  readonly server?: ServerOptions;
  /** Runs on the Fastify instance before the routes are registered: hooks and plugins that they shall see. */
  readonly plugins?: readonly ((fastify: FastifyInstance, app: Application) => unknown)[];
  /** Runs when the singletons are there, before the application listens. */
  readonly onStart?: (app: Application) => unknown;
  /** Runs when the application closes, while the singletons are still there. */
  readonly onStop?: (app: Application) => unknown;
}

/** The object `createApp()` returns: owns controllers, dependencies and one Fastify instance. */
export class Application {
  /** The Fastify instance, for everything that Fastify can do. */
  readonly fastify: FastifyInstance;
  readonly #runtime: Runtime;
  readonly #checks: ReadinessCheck[] = [];
  readonly #firstHooks: onRequestHookHandler[] = [];
  #isDraining = false;

  /**
   * @param found Mistakes that are known already, and are told with the others.
   * @throws BootError with every mistake of the program, numbered.
   */
  constructor(options: ApplicationOptions, found: readonly ProgramProblem[] = []) {
    const runtime = new Runtime(options, { place: 'createApp()', router: routerOptionsOf(options.server), found });
    this.#runtime = runtime;
    const handlers = (options.errorHandlers ?? []).map((handler) => ({ ...handler, level: 0 }));
    const answerError = answerUnrouted(runtime.envelope, handlers);
    const server = { frameworkErrors: createFrameworkErrorHandler(this.#firstHooks, answerError), ...options.server };
    this.fastify = createServer(readLauncher()?.server?.(server) ?? server);
    this.fastify.setErrorHandler(answerError);
    if (options.notFound !== false) this.fastify.setNotFoundHandler(createNotFoundHandler(this.fastify, answerError));
    for (const plugin of options.plugins ?? []) {
      const run = async (instance: FastifyInstance) => {
        await plugin(instance, this);
      };
      this.fastify.register(unencapsulated(run));
    }
    this.fastify.register(async (instance) => {
      await Promise.resolve();
      runtime.register(instance);
    });
    this.#addLifespan(options);
    readLauncher()?.created?.(this);
  }

  /** Every route, as described. */
  get routes(): readonly RouteDefinition[] {
    return this.#runtime.routes;
  }

  /** The shape of error answers. */
  get errors(): ErrorEnvelope {
    return this.#runtime.envelope;
  }

  /** True from the moment at which the application began to end: `/readyz` says so, and load balancers look elsewhere. */
  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** Says that the application is about to end: it goes on as before, but is not ready any more. `close()` does it, too. */
  beginDraining(): void {
    this.#isDraining = true;
  }

  /** What says whether the application can do its work: its dependencies (`ready`, `@Ready()`), and what was added. */
  get readiness(): readonly ReadinessCheck[] {
    return [...this.#checks, ...this.#runtime.container.checks];
  }

  /** What the application counts: `metricSources` is the same for what depends on it. */
  get metrics(): MetricSources {
    return this.#runtime.metrics;
  }

  /** Adds to what `/readyz` checks. `readiness` of the option `health` is the same for what is a dependency. */
  addReadiness(check: ReadinessCheck): void {
    this.#checks.push(check);
  }

  /**
   * Adds a hook that runs first, for malformed addresses (`/%zz`), too: Fastify refuses these before it runs hooks, so
   * that what every answer shall carry would be missing there. No `onSend` and no `onResponse` follow these: the hook shall
   * not begin what one of them ends.
   *
   * @example app.addFirstHook((request, reply, done) => { reply.header('x-frame-options', 'DENY'); done(); });
   */
  addFirstHook(hook: onRequestHookHandler): void {
    this.fastify.addHook('onRequest', hook);
    this.#firstHooks.push(hook);
  }

  /** Builds the singletons and gets every plugin and route ready. */
  async ready(): Promise<this> {
    await this.fastify.ready();
    return this;
  }

  /**
   * Listens for requests; returns the address, `http://127.0.0.1:3000`, or the path of a unix socket.
   *
   * @param options Default: port 3000 of 127.0.0.1.
   * @example await app.listen({ path: '/run/api.sock' });
   */
  async listen(options: FastifyListenOptions = {}): Promise<string> {
    if (options.path !== undefined) return this.fastify.listen({ ...options });
    return this.fastify.listen({ port: 3000, host: '127.0.0.1', ...options });
  }

  /** Stops listening, waits for requests (`closeTimeout` at most) and background work, and closes the singletons in reverse. */
  async close(): Promise<void> {
    await this.fastify.close();
  }

  /** Answers a request in memory, without a port. */
  async inject(options: InjectOptions | string): Promise<LightMyRequestResponse> {
    return this.fastify.inject(options);
  }

  /**
   * Replaces a dependency, for tests: by another one, a class, or a function that returns the value.
   * Returns what puts the original back. A singleton can be replaced before `ready()` only.
   *
   * @example const restore = app.override(currentUser, () => ({ id: 1, name: 'Ada' }));
   */
  override<TTarget extends AnyTarget>(
    target: TTarget,
    replacement: Dependency<Yielded<TTarget>> | (abstract new (...args: any[]) => Yielded<TTarget>) | (() => Yielded<TTarget> | PromiseLike<Yielded<TTarget>>),
  ): () => void {
    return this.#runtime.override(target as AnyDependency | AnyClass, toDependency(replacement, target as AnyDependency | AnyClass));
  }

  /**
   * Resolves a dependency outside a request, for scripts and jobs, and closes what it opened when `use` is done.
   *
   * @example await app.run(transaction, (tx) => tx.insert(row));
   */
  async run<TTarget extends AnyTarget, TResult>(target: TTarget, use: (value: Yielded<TTarget>) => TResult): Promise<Awaited<TResult>> {
    return (await this.#runtime.run(target as AnyDependency | AnyClass, use)) as Awaited<TResult>;
  }

  /**
   * A hook that lets a request of a plain Fastify route pass only where dependencies do; what they refuse is answered as
   * on our own routes. Call it before `ready()`. What a generator opened is closed when the answer has left.
   *
   * @throws BootError with every mistake, a dependency that reads a body or a path among them.
   * @example fastify.get('/metrics', { onRequest: app.guard({ security: [operator] }) }, readMetrics);
   */
  guard(options: GuardOptions): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
    return this.#runtime.guard(options);
  }

  /** Resolves when no background work is running, and no task waits or runs in the memory of this process. */
  async backgroundIdle(): Promise<void> {
    await this.#runtime.idle();
  }

  #addLifespan({ onStart, onStop, closeTimeout = DEFAULT_CLOSE_TIMEOUT }: ApplicationOptions): void {
    if (onStart !== undefined && !isDescribed()) {
      this.fastify.addHook('onReady', async () => {
        await this.#runtime.start();
        await onStart(this);
      });
    }
    this.fastify.addHook('preClose', (done) => {
      this.#runtime.beginClosing();
      done();
    });
    if (onStop !== undefined) {
      this.fastify.addHook('preClose', async () => {
        await onStop(this);
      });
    }
    const connections = openConnectionsOf(this.fastify.server);
    this.fastify.addHook('preClose', (done) => {
      this.beginDraining();
      connections.endSilent();
      connections.closeSessions();
      connections.endAll(closeTimeout);
      done();
    });
  }
}

/**
 * Makes an application of controllers. Every mistake of the program is found here, before anything listens.
 *
 * @throws BootError
 * @example export const app = createApp({ controllers: [ItemsController] });
 */
export function createApp(options: ApplicationOptions): Application {
  return new Application(options);
}

/** What a plugin adds shall reach our routes. The mark goes onto a function of our own, never onto the user's. */
function unencapsulated(plugin: FastifyPluginAsync): FastifyPluginAsync {
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}

function toDependency(replacement: AnyDependency | AnyClass | (() => unknown), original: AnyDependency | AnyClass): AnyDependency | AnyClass {
  if (isDependency(replacement) || isClass(replacement)) return replacement;
  const isSingleton = lifetimeOf(sharedOf(original)) === 'singleton';
  return dependency({}, replacement, isSingleton ? { lifetime: 'singleton' } : {});
}

/** A class has a prototype that cannot be replaced; functions have none, or one that can. */
function isClass(value: unknown): value is AnyClass {
  return typeof value === 'function' && Object.getOwnPropertyDescriptor(value, 'prototype')?.writable === false;
}
