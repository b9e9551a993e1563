import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import { serveGather } from '@typhoon/core/internal';
import { serveScheduleClaims } from '../schedules/cluster-schedule-claims.js';
import { serveWorker } from './serve-worker.js';
import type { ServedApplication } from './serve-worker.js';
import { Supervisor } from './supervisor.js';

/** How an application is served by several processes. */
export interface StartWorkersOptions {
  /** How many processes; 'auto' is one for each core that there is. Default: 'auto'. */
  readonly workers?: number | 'auto';
  /** Runs in each worker: makes the application, makes it listen, and says where. */
  readonly serve: () => Promise<ServedApplication>;
  /** Milliseconds that everything gets to end in after SIGTERM, and a worker that is replaced. Default: 15_000. */
  readonly deadline?: number;
  /** Milliseconds for which a worker goes on as before while `/readyz` says that it ends, as with `createDrain`. At a reload, too. Default: 0. */
  readonly delay?: number;
  /**
   * Milliseconds in which a worker has to listen, and later to give a sign of life: one that hangs while it starts, or whose
   * event loop is blocked, is ended and replaced as one that died. 0 waits for ever. Default: 60_000.
   */
  readonly patience?: number;
  /** Runs in the primary before workers are started: `serveClusterBroker`, for rooms that span them. */
  readonly prepare?: () => unknown;
  /** Remarks for people. Default: the standard error. */
  readonly tell?: (text: string) => void;
  /** What is said of a worker that could not start. Default: its stack. */
  readonly formatFailure?: (error: unknown) => string;
}

/** Milliseconds that everything gets to end in after a signal. */
const DEFAULT_DEADLINE = 15_000;

/** Milliseconds for which a worker may give no sign of life. */
const DEFAULT_PATIENCE = 60_000;

/**
 * Serves an application by several processes, which share its port. The process that calls it becomes the primary, which
 * serves nothing; each worker runs the same program again, and comes to the same call.
 *
 * A worker that dies is replaced, ever later where it dies again and again, and not a sixth time; so is one that hangs. SIGHUP replaces the
 * workers one by one, without a refused request. SIGTERM and SIGINT end them all when what is under way is done; a second
 * one at once.
 *
 * @returns The exit code, when all is over: 1 where something was broken off or could not start.
 * @throws RangeError for a number of workers that is none, and for a negative `patience`.
 * @example process.exit(await startWorkers({ workers: 4, serve: async () => ({ app, address: await app.listen({ port: 3000 }) }) }));
 */
export async function startWorkers(options: StartWorkersOptions): Promise<number> {
  const { workers = 'auto', deadline = DEFAULT_DEADLINE, patience = DEFAULT_PATIENCE, tell = tellError, formatFailure = stackOf } = options;
  const { prepare, serve, delay = 0 } = options;
  const count = workers === 'auto' ? availableParallelism() : workers;
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`workers expects a whole number from 1, or 'auto', but is '${count}'.`);
  if (!(patience >= 0)) throw new RangeError(`patience expects milliseconds, or 0 for ever, but is '${patience}'.`);
  if (cluster.isWorker) return serveWorker({ serve, formatFailure, delay, deadline: deadline + delay });

  serveScheduleClaims();
  serveGather();
  prepare?.();
  const supervisor = new Supervisor({ count, deadline: deadline + delay, patience, tell });
  let isEnding = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isEnding) {
        supervisor.kill();
        return;
      }
      isEnding = true;
      tell(`${signal}: no more connections are taken, ${deadline} ms for what is under way.`);
      void supervisor.stop();
    });
  }
  process.on('SIGHUP', () => void supervisor.reload());
  await supervisor.start();
  return supervisor.ended;
}

function tellError(text: string): void {
  process.stderr.write(`${text}\n`);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
