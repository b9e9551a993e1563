import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Application } from '@typhoon/core';
import { CliError } from '../errors.js';
import type { ApplicationWatch, SelfListening } from './application-watch.js';

/** An application, and how it was made to listen, where its entry did that by itself. */
export interface LoadedApplication {
  readonly app: Application;
  /** Undefined where the entry left it to the command. */
  readonly address: Promise<string> | undefined;
}

/**
 * Imports an entry module and takes its application: its default or `app` export, which may be a promise of one or a
 * function that makes one, or the one that it makes listen by itself.
 *
 * @throws CliError TYPHOON_ERR_CLI_ENTRY_EXPORT where there is none; whatever the module throws.
 */
export async function loadEntry(path: string, watch: ApplicationWatch): Promise<LoadedApplication> {
  const shown = relative(process.cwd(), path);
  const imported = import(pathToFileURL(path).href) as Promise<Record<string, unknown>>;
  const found = await unlessStalled(Promise.race([watch.selfListening, imported.then((module) => takeExport(module, shown, watch))]), shown);
  // What the module does after it listens may still fail; whoever awaits the address hears of it.
  imported.catch(() => undefined);
  const listening = await Promise.race([watch.selfListening, later()]);
  return listening ?? { app: (found as SelfListening).app, address: undefined };
}

/** Node would end with 13 and say nothing where the module awaits what never comes. */
async function unlessStalled<TValue>(found: Promise<TValue>, shown: string): Promise<TValue> {
  let stall: () => void = () => undefined;
  const stalled = new Promise<never>((_resolve, reject) => {
    const problem = `${shown} awaits something that never comes, so that it exports no application. Find the 'await' that does not end.`;
    stall = () => reject(new CliError('TYPHOON_ERR_CLI_ENTRY_EXPORT', problem));
  });
  process.once('beforeExit', stall);
  return await Promise.race([found, stalled]).finally(() => process.off('beforeExit', stall));
}

/** Milliseconds that an entry gets to call `listen` after it was imported. */
const LISTEN_PATIENCE = 5_000;

/** A turn of the event loop, or some milliseconds: what is settled by then is not waited for any longer. */
async function later(milliseconds = 0): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds));
}

async function takeExport(module: Record<string, unknown>, shown: string, watch: ApplicationWatch): Promise<{ readonly app: Application }> {
  for (const name of ['default', 'app']) {
    if (!(name in module)) continue;
    const app = await unwrap(module[name]);
    if (isApplication(app)) return { app };
  }
  // Made and not exported: it is about to listen, perhaps after its database is there.
  const isAwaited = watch.made.length > 0 && !Object.values(module).some(isApplication);
  const listening = await Promise.race([watch.selfListening, later(isAwaited ? LISTEN_PATIENCE : 0)]);
  if (listening !== undefined) return listening;
  throw new CliError('TYPHOON_ERR_CLI_ENTRY_EXPORT', problemOf(module, shown, watch));
}

async function unwrap(value: unknown): Promise<unknown> {
  const settled = await value;
  const isFactory = typeof settled === 'function' && !/^class\b/.test(Function.prototype.toString.call(settled));
  return isFactory ? await (settled as () => unknown)() : settled;
}

/** An application of any copy of the package. */
function isApplication(value: unknown): value is Application {
  if (typeof value !== 'object' || value === null) return false;
  const { fastify, routes, listen, ready } = value as Partial<Application>;
  return typeof fastify === 'object' && Array.isArray(routes) && typeof listen === 'function' && typeof ready === 'function';
}

function problemOf(module: Record<string, unknown>, shown: string, { made }: ApplicationWatch): string {
  const cure = `Write 'export const app = createApp({ … })', or name another module.`;
  const exported = Object.keys(module);
  const factory = exported.find((name) => typeof module[name] === 'function' && /^(create|make|build)/.test(name));
  if (factory !== undefined)
    return `${shown} exports ${factory}() but no application. Add 'export const app = ${factory}()', or export the function as default.`;
  const unexported = exported.find((name) => isApplication(module[name]));
  if (unexported !== undefined) return `${shown} exports its application as '${unexported}'. Export it as 'app' or as default.`;
  if (made.length > 0) return `${shown} makes an application but neither exports it nor makes it listen. Write 'export const app = createApp({ … })'.`;
  const wrong = 'app' in module || 'default' in module ? `exports '${'app' in module ? 'app' : 'default'}', which is no application` : 'exports no application';
  return `${shown} ${wrong}: neither 'app' nor default is what createApp() returns. ${cure}`;
}
