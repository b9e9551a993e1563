import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import yargs from 'yargs';
import { complete } from './answers.js';
import { MANAGERS, detectManager } from './package-manager.js';
import type { PackageManager } from './package-manager.js';
import { toProjectName } from './project-name.js';
import { scaffold } from './scaffold.js';

/** Runs `npm create typhoon` and returns the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    return await create(args);
  } catch (error) {
    console.error(`error ${(error as Error).message}`);
    return 1;
  }
}

async function create(args: readonly string[]): Promise<number> {
  const version = readVersion();
  const { folder: given, yes, install, manager: name } = await parse(args, version);
  const isAsked = yes !== true && process.stdin.isTTY && process.stdout.isTTY;
  const answers = await complete({ folder: given, install }, isAsked);
  if (answers === undefined) return 1;
  const manager = MANAGERS[name];
  const folder = resolve(answers.folder);
  scaffold({ folder, name: toProjectName(folder), manager, version });
  if (answers.install) installPackages(folder, manager);
  console.log(formatNextSteps(folder, manager, answers.install));
  return 0;
}

async function parse(args: readonly string[], version: string) {
  return yargs()
    .scriptName('create-typhoon')
    .usage('$0 [folder]', 'Make a new project', (parser) => parser.positional('folder', { type: 'string', describe: 'Where. Default: my-api' }))
    .option('yes', { type: 'boolean', alias: 'y', describe: 'Ask nothing' })
    .option('install', { type: 'boolean', describe: 'Install the packages; --no-install does not', defaultDescription: 'true' })
    .option('manager', { choices: ['npm', 'pnpm'] as const, default: detectManager(), describe: 'The package manager' })
    .strict()
    .version(version)
    .help()
    .fail((message, error) => {
      throw (error as Error | undefined) ?? new Error(`${message} '--help' lists what there is.`);
    })
    .parseAsync([...args])
    .then((parsed) => ({ ...parsed, folder: (parsed as { folder?: string }).folder }));
}

/** What is run in a new project: its client and the lock of its contract are made from its code. */
function commandsOf({ install, run, separator }: PackageManager): readonly string[] {
  return [install, `${run} client`, `${run} check${separator} --update`];
}

function installPackages(folder: string, manager: PackageManager): void {
  for (const command of commandsOf(manager)) {
    const { status } = spawnSync(command, { cwd: folder, stdio: 'inherit', shell: true });
    if (status !== 0) throw new Error(`'${command}' failed in ${folder}. The files are all there: run it again in that folder.`);
  }
}

function formatNextSteps(folder: string, manager: PackageManager, isInstalled: boolean): string {
  const shown = relative(process.cwd(), folder);
  const steps = [...(shown === '' ? [] : [`cd ${shown}`]), ...(isInstalled ? [] : commandsOf(manager)), `${manager.run} dev`];
  return ['', `The project is ready in ${folder}. Next:`, ...steps.map((step) => `  ${step}`), ''].join('\n');
}

function readVersion(): string {
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;
}
