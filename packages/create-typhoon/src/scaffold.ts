import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PackageManager } from './package-manager.js';

/** What a new project is made of. */
export interface ScaffoldOptions {
  /** Absolute. */
  readonly folder: string;
  readonly name: string;
  readonly manager: PackageManager;
  /** Of the packages of Typhoon. */
  readonly version: string;
}

const TEMPLATE = fileURLToPath(new URL('../template', import.meta.url));

/** What may be there already: nobody made it by hand for another project. */
const HARMLESS = new Set(['.git', '.gitignore', '.DS_Store', '.idea', '.vscode', 'LICENSE', 'README.md']);

/**
 * Writes the files of a new project.
 *
 * @returns Their paths from the folder.
 * @throws Error where the folder holds files that would be in the way.
 */
export function scaffold(options: ScaffoldOptions): readonly string[] {
  assertFree(options.folder);
  const files = readdirSync(TEMPLATE, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(TEMPLATE, path)).isFile());
  return files.map((path) => writeFile(path, options)).sort();
}

function assertFree(folder: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw new Error(`'${folder}' is a file. Name another folder.`);
  const inTheWay = readdirSync(folder).filter((name) => !HARMLESS.has(name));
  if (inTheWay.length > 0) throw new Error(`'${folder}' is not empty: it holds ${inTheWay.slice(0, 3).join(', ')}. Name another folder.`);
}

function writeFile(path: string, options: ScaffoldOptions): string {
  const target = toTargetPath(path);
  const absolute = join(options.folder, target);
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(absolute, fill(readFileSync(join(TEMPLATE, path), 'utf8'), options));
  return target;
}

/** npm leaves out or changes some names when it packs: '_gitignore' → '.gitignore', '_package.json' → 'package.json'. */
function toTargetPath(path: string): string {
  return path.replace('_package.json', 'package.json').replace(/(^|[\\/])_/, '$1.');
}

function fill(text: string, { name, version, manager }: ScaffoldOptions): string {
  const isPnpm = manager.name === 'pnpm';
  const values: Readonly<Record<string, string>> = {
    NAME: name,
    VERSION: version,
    MANAGER: manager.name,
    RUN: manager.run,
    SEPARATOR: manager.separator,
    CLEAN_INSTALL: manager.cleanInstall,
    LOCKFILE: manager.lockfile,
    PRUNE: manager.prune,
    DOCKER_SETUP: isPnpm ? 'RUN npm install --global pnpm@10\n' : '',
    CI_SETUP: isPnpm ? '      - uses: pnpm/action-setup@v4\n        with:\n          version: 10\n' : '',
  };
  return text.replaceAll(/__([A-Z_]+?)__/g, (whole, key: string) => values[key] ?? whole);
}
