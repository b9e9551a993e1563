import type { Application, ReadinessCheck } from '@typhoon/core';
import { runChecks } from './check-round.js';
import type { CheckResult } from './check-round.js';

/** What a watch looks at, and how. */
export interface HealthWatchOptions {
  /** Beside those that the dependencies of the application declare. */
  readonly checks: readonly ReadinessCheck[];
  /** Milliseconds that a check gets. */
  readonly timeout: number;
  /** Milliseconds for which what was found counts, whoever asks. */
  readonly cache: number;
}

/** Asks the checks of an application, not more often than it is told to, and says in the log what has changed. */
export class HealthWatch {
  readonly #app: Application;
  readonly #options: HealthWatchOptions;
  readonly #failing = new Set<string>();
  #round: Promise<readonly CheckResult[]> | undefined;
  #endedAt = -Infinity;

  constructor(app: Application, options: HealthWatchOptions) {
    this.#app = app;
    this.#options = options;
  }

  /** What the checks came to: all who ask at the same time, or shortly after, get the same. */
  async read(): Promise<readonly CheckResult[]> {
    const isFresh = this.#round !== undefined && performance.now() - this.#endedAt < this.#options.cache;
    if (this.#round === undefined || !isFresh) this.#round = this.#run();
    return this.#round;
  }

  async #run(): Promise<readonly CheckResult[]> {
    // While it runs it is as fresh as can be.
    this.#endedAt = Infinity;
    const results = await runChecks([...this.#options.checks, ...this.#app.readiness], this.#options.timeout);
    this.#endedAt = performance.now();
    for (const result of results) this.#tell(result);
    return results;
  }

  /** Once when it begins to fail, and once when it is over: orchestrators ask every few seconds. */
  #tell({ name, status, reason, required }: CheckResult): void {
    const { log } = this.#app.fastify;
    if (status === 'ok') {
      if (this.#failing.delete(name)) log.info({ check: name }, `'${name}' can be used again`);
      return;
    }
    if (this.#failing.has(name)) return;
    this.#failing.add(name);
    log.warn(
      { check: name, err: reason },
      required ? `'${name}' cannot be used: the application is not ready` : `'${name}' cannot be used: the application does without`,
    );
  }
}
