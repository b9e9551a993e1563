import type { Application } from './app.js';
import type { ServerOptions } from './fastify/server-options.js';

/**
 * What a program that loads applications, such as the `typhoon` command, asks of those that are made in its process.
 *
 * It stands on the process, not in a module: the program and the application may each have a copy of this package.
 */
export interface Launcher {
  /**
   * `describe`: only its routes and documents are wanted. Then no singleton is built and `onStart` does not run.
   * `work`: its tasks shall be run, wherever they wait.
   */
  readonly purpose: 'serve' | 'describe' | 'work';
  /** How many tasks run at once, where they are what the process is for. Default: the application's own setting. */
  readonly concurrency?: number | undefined;
  /** Milliseconds that tasks get to end in when the process is asked to. Default: the application's `closeTimeout`. */
  readonly deadline?: number | undefined;
  /** Makes options of the server of the application's own. */
  readonly server?: ((own: ServerOptions) => ServerOptions) | undefined;
  /** Told of each application when it has been made. */
  readonly created?: (app: Application) => void;
}

const kLauncher = Symbol.for('typhoon.launcher');

interface Launched {
  [kLauncher]?: Launcher | undefined;
}

/** Says what is asked of the applications that this process makes from now on; undefined takes it back. */
export function setLauncher(launcher: Launcher | undefined): void {
  (process as Launched)[kLauncher] = launcher;
}

/** What is asked of applications in this process, where anything is. */
export function readLauncher(): Launcher | undefined {
  return (process as Launched)[kLauncher];
}

/** True where only routes and documents are wanted of an application. */
export function isDescribed(): boolean {
  return readLauncher()?.purpose === 'describe';
}
