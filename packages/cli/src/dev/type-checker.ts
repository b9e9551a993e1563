import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import type { Colors } from '../output/colors.js';
import { TypeReports } from './type-report.js';

/**
 * Lets the project's own TypeScript watch the types, in a process that the application goes before.
 *
 * @param report Called with each report that says something new.
 * @returns What ends it; undefined where the project has no TypeScript or no tsconfig.json.
 */
export function checkTypes(folder: string, colors: Colors, report: (text: string) => void): (() => void) | undefined {
  const compiler = findCompiler(folder);
  if (compiler === undefined || !existsSync(join(folder, 'tsconfig.json'))) return undefined;
  const args = [compiler, '--noEmit', '--watch', '--preserveWatchOutput', '--pretty', 'false', '--project', 'tsconfig.json'];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  child.on('error', () => undefined);
  yieldToOthers(child);
  const reports = new TypeReports(colors);
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    for (const text of reports.read(chunk)) report(text);
  });
  return () => void child.kill('SIGKILL');
}

/** The compiler that the project has installed. */
function findCompiler(folder: string): string | undefined {
  try {
    const manifest = createRequire(join(folder, 'package.json')).resolve('typescript/package.json');
    const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin?: { tsc?: string } };
    return bin?.tsc === undefined ? undefined : join(dirname(manifest), bin.tsc);
  } catch {
    return undefined;
  }
}

function yieldToOthers({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // Not everywhere allowed, and no matter.
  }
}
