import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { untilOpen } from './port.js';

/** How to run a program. */
export interface ServiceOptions {
  /** What it is called in the output: `app 1`. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Where it listens, if it does: it is ready when it accepts connections. */
  readonly port?: number;
  /** Told of every start: `app 1  127.0.0.1:41001  pid 4711`. */
  readonly tell: (line: string) => void;
}

/** Milliseconds before a program that ended is started again, and milliseconds that it gets to end. */
const PAUSE = 500;
const PATIENCE = 20_000;

/** A program that is kept running, as `restart: always` does in Docker Compose. */
export class Service {
  readonly #options: ServiceOptions;
  #child: ChildProcess | undefined;
  #isStopped = false;

  constructor(options: ServiceOptions) {
    this.#options = options;
  }

  /**
   * Starts it, and again whenever it has ended. Resolves when it is ready for the first time.
   *
   * @throws Error Where it ends before.
   */
  async start(): Promise<void> {
    if (!(await this.#run())) throw new Error(`${this.#options.name} does not start.`);
    this.#keep();
  }

  /** Resolves to whether it is ready; otherwise it has ended. */
  async #run(): Promise<boolean> {
    const { name, program, args, folder, env, port, tell } = this.#options;
    // In a group of its own: Ctrl-C is for the one who started it, who ends all of them in order.
    const child = spawn(program, args, { cwd: folder, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'], detached: true });
    this.#child = child;
    child.once('error', (error) => tell(`${name}: ${error.message}`));
    if (port !== undefined) await untilOpen(port, () => isRunning(child));
    if (!isRunning(child)) return false;
    tell(`${name.padEnd(8)} ${port === undefined ? '-' : `127.0.0.1:${port}`}`.padEnd(28) + `pid ${child.pid}`);
    return true;
  }

  /** Asks it to end, and resolves when it has. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    const child = this.#child;
    if (child === undefined || !isRunning(child)) return;
    const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    child.kill('SIGTERM');
    await once(child, 'exit');
    clearTimeout(impatience);
  }

  #keep(): void {
    this.#child?.once('exit', () => void this.#restart());
  }

  async #restart(): Promise<void> {
    do {
      if (this.#isStopped) return;
      this.#options.tell(`${this.#options.name} has ended, and is started again.`);
      await wait(PAUSE);
    } while (!this.#isStopped && !(await this.#run()));
    this.#keep();
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}
