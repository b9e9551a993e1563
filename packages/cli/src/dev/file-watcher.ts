import { statSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Milliseconds in which further changes count as the same one: editors write a file in several steps. */
const SETTLE = 20;

/** Milliseconds by which a file's time may be ahead of ours: the two clocks do not tick at once. */
const MOST_AHEAD = 1_000;

/** Sees changes of chosen files. It watches their folders: most editors put a new file in the place of the old one. */
export class FileWatcher {
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #onChange: (paths: readonly string[]) => void;
  readonly #isWatched: (path: string) => boolean;
  readonly #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param isWatched Whether a changed file matters, absolute.
   * @param onChange Called once for all changes of a moment.
   */
  constructor(isWatched: (path: string) => boolean, onChange: (paths: readonly string[]) => void) {
    this.#isWatched = isWatched;
    this.#onChange = onChange;
  }

  /** Also watches the folders of these files. */
  add(files: Iterable<string>): void {
    for (const file of files) this.#watch(dirname(file));
  }

  /**
   * Also watches these files, and takes note of those that have changed since a moment: a file may change between the
   * time at which a run loads it and that at which the run has told so.
   *
   * @param since Milliseconds since 1970.
   */
  addChangedSince(files: Iterable<string>, since: number): void {
    for (const file of files) {
      this.#watch(dirname(file));
      const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
      // A time to come says nothing: the file may come from a machine whose clock is wrong.
      if (changed !== undefined && changed > since && changed <= Date.now() + MOST_AHEAD) this.#notice(file);
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #watch(folder: string): void {
    if (this.#watchers.has(folder)) return;
    try {
      const watcher = watch(folder, (_event, name) => name !== null && this.#notice(join(folder, name)));
      // A folder that is removed is watched again when a file of it is loaded again.
      watcher.on('error', () => this.#drop(folder));
      this.#watchers.set(folder, watcher);
    } catch {
      // It is gone already.
    }
  }

  #drop(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  #notice(path: string): void {
    if (!this.#isWatched(path)) return;
    this.#changed.add(path);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const paths = [...this.#changed].sort();
      this.#changed.clear();
      this.#onChange(paths);
    }, SETTLE);
  }
}

/** True for a file that a run may need though no run has loaded it yet: a source of the project, not what is built or installed. */
export function isProjectSource(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return !inside.startsWith('..') && !/(^|[\\/])(node_modules|dist|\.[^\\/]*)([\\/]|$)/.test(inside) && /\.([cm]?[jt]sx?|json)$/.test(inside);
}
