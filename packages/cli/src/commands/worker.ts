import type { Application } from '@typhoon/core';
import { taskWorker, tasks } from '@typhoon/scale';
import type { TaskWorker } from '@typhoon/scale';
import { ApplicationWatch } from '../entry/application-watch.js';
import { findEntry, isTypeScript } from '../entry/find-entry.js';
import { loadEntry } from '../entry/load-entry.js';
import { isPort, readProject } from '../entry/project-settings.js';
import { registerTypeScript } from '../entry/typescript-loader.js';
import { CliError } from '../errors.js';
import type { Terminal } from '../output/terminal.js';
import { expire } from '../start/expire.js';
import { untilSignal } from '../start/until-signal.js';
import { serveHealth } from '../worker/worker-health.js';

/** Options of `typhoon worker`. */
export interface WorkerOptions {
  readonly entry?: string | undefined;
  /** How many tasks run at once. Default: what the application says. */
  readonly concurrency?: number | undefined;
  /** Milliseconds that tasks get to end in after a signal. */
  readonly deadline: number;
  /** Where its health is told. Default: 127.0.0.1. */
  readonly host?: string | undefined;
  readonly healthPort?: number | undefined;
}

/** Does the tasks of an application, until a signal ends it: those that run are finished. */
export async function work({ entry, concurrency, deadline, host, healthPort }: WorkerOptions, terminal: Terminal): Promise<number> {
  assertNumbers(concurrency, healthPort);
  const path = findEntry(readProject(process.cwd()), entry, true);
  if (isTypeScript(path)) await registerTypeScript(path);
  const watch = new ApplicationWatch({ purpose: 'work', concurrency, deadline });
  const { app } = await loadEntry(path, watch);
  const { worker, names } = await start(app);
  let isEnding = false;
  const closeHealth = healthPort === undefined ? undefined : await serveHealth({ host, port: healthPort }, worker, () => isEnding);
  const asked = untilSignal();
  // Whoever reads it may end it at once.
  terminal.tell(`Working on ${names.join(', ')}`);

  const signal = await asked;
  isEnding = true;
  terminal.tell(`${signal}: no more tasks are taken, ${deadline} ms for those that run.`);
  // Somewhat longer: at the deadline tasks are told to end, and dependencies are closed.
  const isDone = await Promise.race([app.close().then(() => worker.running === 0), expire(deadline + 2_000)]);
  closeHealth?.();
  if (isDone) return 0;
  terminal.tell('The deadline has passed: what still ran is broken off, and done by another worker.');
  return 1;
}

async function start(app: Application): Promise<{ readonly worker: TaskWorker; readonly names: readonly string[] }> {
  await app.ready();
  const { worker } = await app.run(taskWorker, (holder) => ({ worker: holder.worker }));
  if (worker === undefined) {
    await app.close();
    throw new CliError('TYPHOON_ERR_CLI_TASKS', 'The application has no tasks. Name their classes: createApp({ tasks: [Reports] }).');
  }
  const { isShared, names } = await app.run(tasks, (sender) => ({ isShared: sender.isShared, names: sender.all.map(({ task }) => task) }));
  if (isShared) return { worker, names };
  await app.close();
  throw new CliError(
    'TYPHOON_ERR_CLI_TASKS',
    'The tasks wait in the memory of the process that sends them, which does them by itself. Keep them on Redis: createApp({ redis: process.env.REDIS_URL }).',
  );
}

function assertNumbers(concurrency: number | undefined, healthPort: number | undefined): void {
  if (concurrency !== undefined && !(Number.isInteger(concurrency) && concurrency > 0))
    throw new CliError('TYPHOON_ERR_CLI_USAGE', `--concurrency expects a whole number above 0 but is '${concurrency}'.`);
  if (healthPort !== undefined && !isPort(healthPort))
    throw new CliError('TYPHOON_ERR_CLI_USAGE', `--health-port expects a whole number from 0 to 65535 but is '${healthPort}'.`);
}
