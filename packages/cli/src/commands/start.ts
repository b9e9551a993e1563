import cluster from 'node:cluster';
import { createDrain, startWorkers } from '@typhoon/scale';
import { serveClusterBroker } from '@typhoon/websocket';
import { findEntry, isTypeScript } from '../entry/find-entry.js';
import { readProject } from '../entry/project-settings.js';
import { registerTypeScript } from '../entry/typescript-loader.js';
import { CliError } from '../errors.js';
import { formatFailure } from '../output/failure.js';
import type { Terminal } from '../output/terminal.js';
import { expire } from '../start/expire.js';
import { listenOptionsOf } from '../start/listen-options.js';
import { serveEntry } from '../start/serve-entry.js';
import type { Served } from '../start/serve-entry.js';
import { toServerOptions } from '../start/server-options.js';
import { assertTls, readTls } from '../start/tls-options.js';
import type { GivenTls } from '../start/tls-options.js';
import { clearSocket, readSocket } from '../start/unix-socket.js';
import type { GivenSocket } from '../start/unix-socket.js';
import { untilSignal } from '../start/until-signal.js';
import { readWorkers } from '../start/worker-count.js';

/** Options of `typhoon start`. */
export interface StartOptions extends GivenSocket, GivenTls {
  readonly entry?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  /** Whose `X-Forwarded-*` headers are believed: anybody's, or those of some addresses or ranges. */
  readonly trustProxy?: boolean | string | undefined;
  /** A number of processes, or 'auto'. Undefined: this process serves. */
  readonly workers?: string | undefined;
  /** Milliseconds that everything gets to end after a signal. */
  readonly deadline: number;
  /** Milliseconds to go on before that, while `/readyz` already says that it ends. */
  readonly drainDelay?: number;
  /** Milliseconds for which a worker may give no sign of life; 0 for ever. */
  readonly patience?: number;
  readonly verbose: boolean;
}

/** Runs an application for its users, until a signal ends it. */
export async function start(options: StartOptions, terminal: Terminal): Promise<number> {
  const workers = readWorkers(options.workers);
  const { deadline, drainDelay: delay = 0, patience } = options;
  if (patience !== undefined && patience < 0) throw new CliError('TYPHOON_ERR_CLI_USAGE', `--patience expects milliseconds, 0 for ever, but is '${patience}'.`);
  const project = readProject(process.cwd());
  const entry = findEntry(project, options.entry, true);
  const socket = readSocket(options);
  const listen = listenOptionsOf({ ...options, socket: socket?.path }, project.settings);
  assertTls(options);
  if (socket !== undefined && cluster.isPrimary) await clearSocket(socket);
  const serve = async (): Promise<Served> => {
    if (isTypeScript(entry)) await registerTypeScript(entry);
    // By each worker anew: a reload takes a renewed certificate.
    const server = toServerOptions({ ...options, tls: readTls(options), isSocket: socket !== undefined });
    return serveEntry({ entry, listen, server, socket, command: 'typhoon start' });
  };
  if (workers === undefined) return serveAlone(serve, { deadline, delay }, terminal);
  const format = (error: unknown): string => formatFailure(error, { verbose: options.verbose, colors: terminal.errorColors, folder: process.cwd() });
  const patient = patience === undefined ? {} : { patience };
  return startWorkers({ workers, serve, deadline, delay, ...patient, prepare: serveClusterBroker, tell: terminal.tell, formatFailure: format });
}

async function serveAlone(
  serve: () => Promise<Served>,
  { deadline, delay }: Readonly<Record<'deadline' | 'delay', number>>,
  terminal: Terminal,
): Promise<number> {
  const { app, address } = await serve();
  const drain = createDrain(app, { delay });
  const asked = untilSignal();
  // Whoever reads it may end it at once.
  terminal.tell(`Listening at ${address}`);
  const signal = await asked;
  terminal.tell(`${signal}: no more connections are taken, ${deadline} ms for what is under way.`);
  const isDone = await Promise.race([drain.run().then(() => true), expire(deadline + delay)]);
  if (isDone) return 0;
  terminal.tell('The deadline has passed: what is still under way is broken off.');
  return 1;
}
