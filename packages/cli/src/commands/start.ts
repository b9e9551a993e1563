import { findEntry, isTypeScript } from '../entry/find-entry.js';
import { readProject } from '../entry/project-settings.js';
import { registerTypeScript } from '../entry/typescript-loader.js';
import type { Terminal } from '../output/terminal.js';
import { drain } from '../start/drain.js';
import { listenOptionsOf } from '../start/listen-options.js';
import { serveEntry } from '../start/serve-entry.js';
import { untilSignal } from '../start/until-signal.js';

/** Options of `typhoon start`. */
export interface StartOptions {
  readonly entry?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  /** Whose `X-Forwarded-*` headers are believed: anybody's, or those of some addresses or ranges. */
  readonly trustProxy?: boolean | string | undefined;
  /** Milliseconds that everything gets to end after a signal. */
  readonly deadline: number;
}

/** Runs an application for its users, until a signal ends it. */
export async function start(options: StartOptions, terminal: Terminal): Promise<number> {
  const project = readProject(process.cwd());
  const entry = findEntry(project, options.entry, true);
  if (isTypeScript(entry)) await registerTypeScript(entry);
  const listen = listenOptionsOf(options, project.settings);
  const { app, address } = await serveEntry({ entry, listen, trustProxy: options.trustProxy, command: 'typhoon start' });
  terminal.tell(`Listening at ${address}`);

  const signal = await untilSignal();
  terminal.tell(`${signal}: no more connections are taken, ${options.deadline} ms for what is under way.`);
  const isDone = await Promise.race([drain(app).then(() => true), expire(options.deadline)]);
  if (isDone) return 0;
  terminal.tell('The deadline has passed: what is still under way is broken off.');
  return 1;
}

async function expire(milliseconds: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), milliseconds).unref());
}
