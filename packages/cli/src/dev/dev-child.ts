import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromChild, ToChild } from './dev-messages.js';

/** How a run began. */
export type RunOutcome = Extract<FromChild, { kind: 'listening' | 'failed' }>;

/** What a process is made for. */
export interface DevChildOptions {
  /** The project's. */
  readonly folder: string;
  /** The module that it will load. */
  readonly entry: string;
  /** Whether it runs as soon as it can, or waits for a change: then it has time to get warm. */
  readonly turn: 'now' | 'later';
}

type OnFiles = (paths: readonly string[]) => void;

const PROGRAM = fileURLToPath(new URL('./child.js', import.meta.url));

/** Milliseconds that an application gets to close before it is replaced. */
const CLOSE_PATIENCE = 2_000;

/** A process that serves one run of the application; made ahead of its turn, it has loaded the framework by then. */
export class DevChild {
  /** The modules of the project that it has loaded, absolute. */
  readonly files = new Set<string>();
  /** Resolves with the exit code: 0 where it was asked to end. */
  readonly ended: Promise<number>;
  readonly #process: ChildProcess;
  readonly #ready: Promise<void>;
  #isReady: () => void = () => undefined;
  #begin: (outcome: RunOutcome) => void = () => undefined;
  #isEnded = false;
  #isClosing = false;

  /** @param onFiles Called with the modules that it has loaded since the last call. */
  constructor({ folder, entry, turn }: DevChildOptions, onFiles: OnFiles) {
    const env = { ...process.env, NODE_ENV: process.env['NODE_ENV'] ?? 'development' };
    this.#process = fork(PROGRAM, [folder, entry, turn], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env, execArgv: ['--enable-source-maps'] });
    this.#ready = new Promise((resolve) => (this.#isReady = resolve));
    this.ended = new Promise((resolve) => {
      this.#process.once('exit', (code) => {
        this.#isEnded = true;
        this.#isReady();
        resolve(this.#isClosing ? 0 : (code ?? 1));
      });
    });
    this.#process.on('message', (message: FromChild) => this.#receive(message, onFiles));
    // A child that cannot be reached has ended, which `ended` tells.
    this.#process.on('error', () => undefined);
  }

  /** Loads the entry and makes it listen. */
  async run(message: Omit<Extract<ToChild, { kind: 'run' }>, 'kind'>): Promise<RunOutcome> {
    await this.#ready;
    const began = new Promise<RunOutcome>((resolve) => (this.#begin = resolve));
    this.#send({ kind: 'run', ...message });
    const ended = this.ended.then((code): RunOutcome => ({
      kind: 'failed',
      text: `The application ended by itself while it started, with code ${code}.`,
      isPort: false,
    }));
    return Promise.race([began, ended]);
  }

  /** Closes the application and ends the process, by force where that takes too long. */
  async close(): Promise<void> {
    if (this.#isEnded) return;
    this.#isClosing = true;
    this.#send({ kind: 'close' });
    const timer = setTimeout(() => this.kill(), CLOSE_PATIENCE);
    await this.ended;
    clearTimeout(timer);
  }

  /** Ends a process that serves nothing. */
  kill(): void {
    this.#process.kill('SIGKILL');
  }

  #send(message: ToChild): void {
    if (this.#process.connected) this.#process.send(message, () => undefined);
  }

  #receive(message: FromChild, onFiles: OnFiles): void {
    if (message.kind === 'ready') this.#isReady();
    else if (message.kind === 'files') {
      for (const path of message.paths) this.files.add(path);
      onFiles(message.paths);
    } else this.#begin(message);
  }
}
