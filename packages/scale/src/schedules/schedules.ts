import { dependency } from '@typhoon/core';
import type { Dependency, WorkCall, WorkKind, WorkServices } from '@typhoon/core';
import type { ProblemList } from '@typhoon/core/internal';
import { clusterScheduleClaims, isServedByPrimary } from './cluster-schedule-claims.js';
import { describeSchedules } from './describe-schedules.js';
import type { ScheduleDefinition, ScheduledClass } from './describe-schedules.js';
import { memoryScheduleClaims } from './memory-schedule-claims.js';
import type { ScheduleClaims } from './schedule-claims.js';
import { ScheduleLoop } from './schedule-loop.js';
import { RUN_SUBSTITUTES } from './schedule-run.js';

/** A schedule, and when it is due. */
export interface ScheduleState {
  /** 'Cleanup.sweep' */
  readonly name: string;
  /** '*' fields of cron, or 'every 10s'. */
  readonly text: string;
  /** When it is due next; undefined while schedules are not kept. */
  readonly next: Date | undefined;
}

/** The names of the methods of a class. */
type MethodName<TInstance> = { [TKey in keyof TInstance]: TInstance[TKey] extends (...args: never[]) => unknown ? TKey : never }[keyof TInstance] & string;

/**
 * Who runs a schedule when it is due: the workers of one machine decide over their primary, other processes each for
 * themselves, unless `createApp({ redis })` or `engines` say otherwise.
 */
export const scheduleClaims: Dependency<ScheduleClaims> = dependency(
  {},
  async function* (): AsyncGenerator<ScheduleClaims> {
    const claims = isServedByPrimary() ? clusterScheduleClaims() : memoryScheduleClaims();
    yield claims;
    await claims.close();
  },
  { name: 'scheduleClaims', lifetime: 'singleton' },
);

/**
 * The schedules of an application: `schedules` of `createApp` makes them, and the application has them as `schedules`. They
 * are kept while it listens.
 *
 * @example const schedules = new Schedules([Cleanup]); await fastify.register(typhoon, { controllers: [], works: [schedules.kind] });
 */
export class Schedules {
  /** What the application is given: `works: [schedules.kind]`. */
  readonly kind: WorkKind;
  readonly #classes: readonly ScheduledClass[];
  #definitions: readonly ScheduleDefinition[] = [];
  #loops: readonly ScheduleLoop[] | undefined;
  #closeTimeout = 0;

  constructor(classes: readonly ScheduledClass[]) {
    this.#classes = classes;
    this.kind = {
      name: 'schedules',
      describe: (problems) => this.#describe(problems),
      substitutes: RUN_SUBSTITUTES,
      needs: [scheduleClaims],
      start: (services) => this.#attach(services),
      listening: () => this.start(),
      closing: () => this.#close(),
      stop: async () => this.#idle(),
      idle: async () => this.#idle(),
    };
  }

  /** Every schedule, in the order of the source. */
  list(): readonly ScheduleState[] {
    return this.#definitions.map(({ name, text }, index) => {
      const next = this.#loops?.[index]?.next;
      return { name, text, next: next === undefined ? undefined : new Date(next) };
    });
  }

  /**
   * Runs a method as if it were due, in this process, and waits for its end. It claims nothing.
   *
   * @throws What the method throws, and TypeError for one that no decorator stands on.
   * @example await app.schedules.run(Cleanup, 'sweep');
   */
  async run<TClass extends ScheduledClass>(owner: TClass, method: MethodName<InstanceType<TClass>>): Promise<void> {
    const loop = this.#readyLoops.find(({ definition }) => definition.owner === owner && definition.key === method);
    if (loop === undefined) {
      throw new TypeError(`'${owner.name}.${method}' is no schedule of this application. List its class in createApp({ schedules: [${owner.name}] }).`);
    }
    await loop.run();
  }

  /** Keeps them from now on; an application that listens does so by itself. Call it after `app.ready()`. */
  start(): void {
    for (const loop of this.#readyLoops) loop.start();
  }

  get #readyLoops(): readonly ScheduleLoop[] {
    if (this.#loops === undefined) throw new TypeError('The application is not ready: await app.ready() first.');
    return this.#loops;
  }

  #describe(problems: ProblemList): readonly WorkCall[] {
    this.#definitions = describeSchedules(this.#classes, problems);
    return this.#definitions.map(({ owner, key, place }) => ({ target: owner, method: key, place, given: [] }));
  }

  #attach({ log, call, closeTimeout, readSingleton, observer }: WorkServices): void {
    const claims = (): ScheduleClaims => readSingleton(scheduleClaims) as ScheduleClaims;
    this.#closeTimeout = closeTimeout;
    this.#loops = this.#definitions.map(
      (definition, index) => new ScheduleLoop(definition, { log, observer, claims, call: async (context) => call(index, [], context) }),
    );
  }

  #close(): void {
    for (const loop of this.#loops ?? []) loop.close(this.#closeTimeout);
  }

  async #idle(): Promise<void> {
    await Promise.all((this.#loops ?? []).map(async (loop) => loop.idle()));
  }
}
