import type { FastifyBaseLogger } from 'fastify';
import type { AnyDependency } from './dependency/dependency.js';
import type { ProblemList } from './errors.js';
import type { AnyClass } from './metadata/store.js';
import type { Observer } from './observe/observer.js';
import type { FormatTable } from './schema/formats.js';

type Target = AnyDependency | AnyClass;

/**
 * A kind of work that no request asks for: tasks, schedules. One object per application, so that it may hold what all of
 * its work shares.
 *
 * @example
 * import { createApp } from '@typhoon/core';
 * createApp({ works: [taskWork([Reports])], controllers: [ReportsController] });
 */
export interface WorkKind {
  /** For messages: `tasks`. */
  readonly name: string;
  /** Says which methods are called, and notes mistakes. Called at boot, and again when a dependency is overridden; `formats` are the application's own. */
  readonly describe: (problems: ProblemList, formats: FormatTable | undefined) => readonly WorkCall[];
  /**
   * What of a request stands for what, where there is only work: `signal` for one that ends the work. A dependency that
   * reads the context of a call stands for itself.
   */
  readonly substitutes?: ReadonlyMap<Target, Target>;
  /** Singletons that are there when it starts. */
  readonly needs?: readonly Target[];
  /** What makes singletons for it. The application's own `engines` win. */
  readonly engines?: ReadonlyMap<Target, () => unknown>;
  /** Runs when the application gets ready: after `onStart`, before it listens; not where only its documents are wanted. */
  readonly start?: (services: WorkServices) => unknown;
  /** Runs when the application listens; not where requests are only injected. */
  readonly listening?: () => unknown;
  /** Runs first of all when the application closes, before `onStop`: nothing new shall begin. It is not waited for: `stop` is. */
  readonly closing?: () => void;
  /** Runs when the application closes: its requests are done, its singletons are still there. */
  readonly stop?: () => unknown;
  /** Resolves when nothing of it is under way in this process. */
  readonly idle?: () => Promise<void>;
}

/** A method that is called without a request. */
export interface WorkCall {
  /** The class of the method. It is a dependency like any other: one instance, or one for each call. */
  readonly target: AnyClass;
  readonly method: string;
  /** Class and method, for messages: `Reports.build`. */
  readonly place: string;
  /** What the method is given before the parameters that name sources, in words: `['the input']`. */
  readonly given: readonly string[];
  /** What it is given after that, unless the parameter there names a source. */
  readonly optional?: string;
}

/** What a kind of work is started with. */
export interface WorkServices {
  /**
   * Calls a method, by its place among those described, with dependencies of its own, and closes what they opened.
   *
   * @param context What its dependencies can read: a job.
   */
  readonly call: (index: number, given: readonly unknown[], context: unknown) => Promise<unknown>;
  /** A value that lives as long as the application. */
  readonly readSingleton: (target: Target) => unknown;
  readonly log: FastifyBaseLogger;
  /** Milliseconds that what is under way gets to end when the application closes. */
  readonly closeTimeout: number;
  /** What looks at work; undefined where nothing does. */
  readonly observer: Observer | undefined;
}
