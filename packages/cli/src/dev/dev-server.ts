import { join, relative } from 'node:path';
import { findEntry } from '../entry/find-entry.js';
import { readProject } from '../entry/project-settings.js';
import type { Project } from '../entry/project-settings.js';
import { formatFailure } from '../output/failure.js';
import type { Terminal } from '../output/terminal.js';
import { listenOptionsOf } from '../start/listen-options.js';
import type { GivenTls } from '../start/tls-options.js';
import { DevChild } from './dev-child.js';
import type { RunOutcome } from './dev-child.js';
import type { RouteMarks } from './dev-messages.js';
import { FileWatcher, isProjectSource } from './file-watcher.js';
import { formatRouteChanges } from './route-changes.js';

/** Options of the development server, as the command line has them. */
export interface DevServerOptions extends GivenTls {
  readonly entry?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly verbose: boolean;
}

/** What is read without being imported. */
const FURTHER_FILES = ['package.json', 'tsconfig.json', '.env', '.env.local', '.env.development'];

/** Runs an application, and again after each change of a file that it was made of. */
export class DevServer {
  readonly #options: DevServerOptions;
  readonly #terminal: Terminal;
  readonly #watcher: FileWatcher;
  readonly #folder: string;
  #current: DevChild | undefined;
  #spare: { readonly entry: string; readonly child: DevChild } | undefined;
  #files = new Set<string>();
  #marks: RouteMarks | undefined;
  #port: number | undefined;
  /** When the current run began to load its modules, in milliseconds since 1970. */
  #ranAt = 0;
  #isBroken = false;
  #isClosed = false;
  #work: Promise<unknown> = Promise.resolve();

  constructor(project: Project, options: DevServerOptions, terminal: Terminal) {
    this.#options = options;
    this.#terminal = terminal;
    this.#folder = project.folder;
    const further = new Set(FURTHER_FILES.map((name) => join(project.folder, name)));
    this.#watcher = new FileWatcher(
      (path) => this.#files.has(path) || further.has(path) || (this.#isBroken && isProjectSource(project.folder, path)),
      (paths) => this.#restart(paths),
    );
    this.#watcher.add(further);
  }

  /** The first run. Resolves with false where it failed in a way that no change of a file cures. */
  async start(): Promise<boolean> {
    const outcome = await this.#run(Date.now(), []);
    return outcome?.kind !== 'failed' || !outcome.isPort;
  }

  /** Closes the application and everything beside it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#watcher.close();
    this.#spare?.child.kill();
    await this.#current?.close();
    await this.#work;
  }

  /** Runs follow each other: a change during one leads to the next. */
  #restart(paths: readonly string[]): void {
    const begun = Date.now();
    this.#work = this.#work.then(async () => {
      if (!this.#isClosed) await this.#run(begun, paths);
    });
  }

  async #run(begun: number, changed: readonly string[]): Promise<RunOutcome | undefined> {
    const prepared = this.#prepare();
    if (prepared === undefined) return undefined;
    const { entry, listen } = prepared;
    const child = this.#takeSpare(entry, changed);
    await this.#current?.close();
    this.#current = child;
    this.#watcher.add([entry]);
    this.#ranAt = Date.now();
    const { tlsCert, tlsKey, http2, verbose } = this.#options;
    const place = this.#port === undefined ? listen : { ...listen, port: this.#port };
    const outcome = await child.run({ entry, listen: place, tls: { tlsCert, tlsKey, http2 }, verbose });
    if (this.#isClosed) return outcome;
    this.#isBroken = outcome.kind === 'failed';
    if (outcome.kind === 'failed') this.#tellFailure(child, outcome, changed);
    else this.#tellStart(child, outcome, { listen, milliseconds: Date.now() - begun, changed });
    this.#warm(entry);
    return outcome;
  }

  /** What package.json says now; undefined where it is wrong, which has been said. */
  #prepare(): { readonly entry: string; readonly listen: ReturnType<typeof listenOptionsOf> } | undefined {
    try {
      const project = readProject(this.#folder);
      return { entry: findEntry(project, this.#options.entry), listen: listenOptionsOf(this.#options, project.settings) };
    } catch (error) {
      if (this.#current === undefined) throw error;
      this.#terminal.tell(formatFailure(error, { verbose: this.#options.verbose, colors: this.#terminal.errorColors, folder: this.#folder }));
      return undefined;
    }
  }

  /** The child that waits, unless it has loaded what changed since. */
  #takeSpare(entry: string, changed: readonly string[]): DevChild {
    const spare = this.#spare;
    this.#spare = undefined;
    const isFresh = spare?.entry === entry && !changed.some((path) => spare.child.files.has(path) || path.endsWith('tsconfig.json'));
    if (isFresh) return this.#watched(spare.child);
    spare?.child.kill();
    return this.#watched(this.#fork(entry, 'now'));
  }

  #warm(entry: string): void {
    if (!this.#isClosed) this.#spare ??= { entry, child: this.#fork(entry, 'later') };
  }

  #fork(entry: string, turn: 'now' | 'later'): DevChild {
    const child: DevChild = new DevChild({ folder: this.#folder, entry, turn }, (paths) => {
      if (child === this.#current) this.#watcher.addChangedSince(paths, this.#ranAt);
    });
    return child;
  }

  #watched(child: DevChild): DevChild {
    this.#files = child.files;
    this.#watcher.add(child.files);
    return child;
  }

  #tellFailure(child: DevChild, { text, isPort }: Extract<RunOutcome, { kind: 'failed' }>, changed: readonly string[]): void {
    child.kill();
    const isFirst = changed.length === 0;
    this.#terminal.tell(isPort && isFirst ? text : `${text}\nWaiting for a change.`);
  }

  #tellStart(
    child: DevChild,
    { address, docs, routes }: Extract<RunOutcome, { kind: 'listening' }>,
    { listen, milliseconds, changed }: { readonly listen: { readonly port?: number }; readonly milliseconds: number; readonly changed: readonly string[] },
  ): void {
    const { bold, dim } = this.#terminal.errorColors;
    if (listen.port === 0) this.#port = Number(new URL(address).port);
    const count = Object.keys(routes).length;
    const why =
      changed.length === 0 ? `${count} ${count === 1 ? 'route' : 'routes'}` : `${changed.map((path) => relative(this.#folder, path)).join(', ')} changed`;
    const lines = [`${bold(address)}${docs ? `  ${address}/docs` : ''}  ${dim(`${why}, ready in ${milliseconds} ms`)}`];
    if (this.#marks !== undefined) lines.push(...formatRouteChanges(this.#marks, routes, this.#terminal.errorColors).map((line) => `  ${line}`));
    this.#marks = routes;
    this.#terminal.tell(lines.join('\n'));
    void child.ended.then((code) => this.#noticeEnd(child, code));
  }

  #noticeEnd(child: DevChild, code: number): void {
    if (child !== this.#current || this.#isClosed || code === 0) return;
    this.#isBroken = true;
    this.#terminal.tell(`The application ended with code ${code}. Waiting for a change.`);
  }
}
