import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { HttpError, dependency, metricSources } from '@typhoon/core';
import type { Dependency, ErrorClass } from '@typhoon/core';
import type { MetricSources } from '@typhoon/core/internal';
import type { Piscina } from 'piscina';
import { RETRY_AFTER, anything, assertOptions, toMilliseconds } from '@typhoon/core/internal';
import type { Duration, OptionRules } from '@typhoon/core/internal';
import { fromFailure } from './thread-failure.js';
import { toThreadTask } from './blocking.js';
import type { BlockingMethod } from './blocking.js';
import { describeThreads } from './thread-metrics.js';
import type { ThreadTask } from './thread-task.js';
import { threadImports } from './thread-imports.js';
import type { ThreadOutcome, ThreadWork } from './thread-worker.js';

/** How many threads there are, and how much waits for them. */
export interface ThreadsOptions {
  /** How many threads there are at most. Default: the number of cores. */
  readonly size?: number;
  /** How many runs wait for a thread at most; one more is refused with 503. Default: 1,000. */
  readonly maxQueue?: number;
  /** How long a run may take, waiting included, unless it says so itself. Default: without an end. */
  readonly timeout?: Duration;
  /** After how long a thread without work ends. Default: '10s'. */
  readonly idle?: Duration;
  /** How long runs get to end when the application closes. Default: '10s'. */
  readonly closeTimeout?: Duration;
}

const RULES: OptionRules<ThreadsOptions> = { size: anything, maxQueue: anything, timeout: anything, idle: anything, closeTimeout: anything };

/** How one run is made. */
export interface ThreadRunOptions {
  /** Breaks it off, waiting or running: `@Depends(signal)`. */
  readonly signal?: AbortSignal;
  /** How long it may take, waiting included. */
  readonly timeout?: Duration;
}

/** What the threads do at the moment, and have done. */
export interface ThreadCounts {
  readonly size: number;
  readonly running: number;
  readonly waiting: number;
  /** Since the beginning: ended well, failed, took longer than its time, broken off by its signal, refused. */
  readonly done: number;
  readonly failed: number;
  readonly timeout: number;
  readonly aborted: number;
  readonly refused: number;
}

/** What a run is refused with where too many wait: 503, `thread_queue_full`. */
export const ThreadQueueFull: ErrorClass<never> = HttpError.define({
  status: 503,
  code: 'thread_queue_full',
  title: 'Too much work',
  headers: RETRY_AFTER,
});

/** What a run that takes too long ends with: 504, `thread_timeout`. */
export const ThreadTimeout: ErrorClass<never> = HttpError.define({ status: 504, code: 'thread_timeout', title: 'Work took too long' });

/** Runs what keeps a processor busy in threads, so that requests are answered meanwhile. */
export class Threads {
  readonly #options: Required<Pick<ThreadsOptions, 'size' | 'maxQueue'>> & ThreadsOptions;
  readonly #counts = { done: 0, failed: 0, timeout: 0, aborted: 0, refused: 0 };
  #pool: Promise<Piscina> | undefined;
  #pending = 0;

  /** @throws RangeError for a size or a length of the queue that is none, TypeError for an option that is not known. */
  constructor(options: ThreadsOptions = {}) {
    assertOptions('threads', options, RULES);
    const { size = availableParallelism(), maxQueue = 1_000, ...others } = options;
    if (!Number.isInteger(size) || size < 1) throw new RangeError(`size expects a whole number from 1, but is '${size}'.`);
    if (!Number.isInteger(maxQueue) || maxQueue < 0) throw new RangeError(`maxQueue expects a whole number from 0, but is '${maxQueue}'.`);
    this.#options = { ...others, size, maxQueue };
  }

  /**
   * Runs a function in a thread, which is made when it is first needed. What it throws is thrown here, by name, message, code
   * and stack; an `HttpError` is answered with its status. A thread that is broken off is ended, and replaced.
   *
   * @param work A `threadTask`, or a static method with `@Blocking`.
   * @throws ThreadQueueFull (503) where too many wait; ThreadTimeout (504); the reason of the signal.
   * @example
   * digest(@Depends(threads) threads: Threads, @Depends(signal) signal: AbortSignal) {
   *   return threads.run(hashing, { text, rounds: 100_000 }, { signal, timeout: '5s' });
   * }
   */
  async run<TInput, TOutput>(
    work: ThreadTask<TInput, TOutput> | BlockingMethod<TInput, TOutput>,
    input: NoInfer<TInput>,
    options: ThreadRunOptions = {},
  ): Promise<TOutput> {
    const { module, name } = toThreadTask(work);
    const { signal, timeout = this.#options.timeout } = options;
    signal?.throwIfAborted();
    if (this.#pending >= this.#options.size + this.#options.maxQueue) {
      this.#counts.refused++;
      throw new ThreadQueueFull({ headers: { 'retry-after': '1' }, log: false });
    }
    const late = timeout === undefined ? undefined : AbortSignal.timeout(toMilliseconds(timeout));
    const stop = AbortSignal.any([signal, late].filter((one) => one !== undefined));
    this.#pending++;
    try {
      return (await this.#work({ module, name, input, imports: threadImports() }, stop, late)) as TOutput;
    } catch (error) {
      if (isLate(stop, late)) throw new ThreadTimeout({ cause: error });
      signal?.throwIfAborted();
      throw error;
    } finally {
      this.#pending--;
    }
  }

  /** What the threads do at the moment, and have done. */
  counts(): ThreadCounts {
    const { size } = this.#options;
    return { size, running: Math.min(this.#pending, size), waiting: Math.max(0, this.#pending - size), ...this.#counts };
  }

  /** Lets what waits and runs end, `closeTimeout` at most, and ends the threads. */
  async close(): Promise<void> {
    await (await this.#pool)?.close();
    this.#pool = undefined;
  }

  async #work(work: ThreadWork, signal: AbortSignal, late: AbortSignal | undefined): Promise<unknown> {
    this.#pool ??= this.#create();
    const pool = await this.#pool;
    let outcome: ThreadOutcome;
    try {
      outcome = (await pool.run(work, { signal })) as ThreadOutcome;
    } catch (error) {
      if (isLate(signal, late)) this.#counts.timeout++;
      else if (signal.aborted) this.#counts.aborted++;
      else this.#counts.failed++;
      throw error;
    }
    if ('failure' in outcome) {
      this.#counts.failed++;
      throw fromFailure(outcome.failure);
    }
    this.#counts.done++;
    return outcome.value;
  }

  /** Only an application that has work for threads loads what makes them. */
  async #create(): Promise<Piscina> {
    const { Piscina: Pool } = await import('piscina');
    const { size, idle = '10s', closeTimeout = '10s' } = this.#options;
    const pool = new Pool({
      filename: fileURLToPath(new URL('./thread-worker.js', import.meta.url)),
      minThreads: 0,
      maxThreads: size,
      idleTimeout: toMilliseconds(idle),
      closeTimeout: toMilliseconds(closeTimeout),
    });
    // Said of a run that is broken off at the end, whose caller is told anyway, and of a thread that fails without a run, and is
    // replaced. Without a listener it would end the process, or the closing of the application.
    pool.on('error', () => undefined);
    return pool;
  }
}

/** Whether it was the time that came first: a joined signal has the reason of whichever aborted first. */
function isLate(stop: AbortSignal, late: AbortSignal | undefined): boolean {
  return late?.aborted === true && stop.reason === late.reason;
}

/**
 * The threads of the application; `engines` makes others of them.
 *
 * @example createApp({ title: 'Shop', version: '1.0.0', controllers: [ItemsController], engines: new Map([[threads, threadPool({ size: 2, maxQueue: 50 })]]) })
 */
export const threads: Dependency<Threads> = dependency({ metrics: metricSources }, threadPool(), {
  name: 'threads',
  lifetime: 'singleton',
  throws: [ThreadQueueFull, ThreadTimeout],
});

/** Threads by options, for `engines`: they end with the application. */
export function threadPool(options?: ThreadsOptions): (inputs?: { readonly metrics?: MetricSources }) => AsyncGenerator<Threads> {
  return async function* ({ metrics } = {}) {
    const threads = new Threads(options);
    if (metrics !== undefined) describeThreads(threads, metrics);
    yield threads;
    await threads.close();
  };
}
