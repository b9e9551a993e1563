import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { cpuMicroseconds, familyOf } from './processes.js';

const TYPHOON = fileURLToPath(new URL('dist/bin.js', import.meta.resolve('@typhoon/cli/package.json')));
const ENTRY = fileURLToPath(new URL('../servers/typhoon-app.js', import.meta.url));

/** `typhoon start`, as users start it. */
export class Program {
  readonly address: string;
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcess, lines: AsyncIterator<string>, address: string) {
    this.#child = child;
    this.#lines = lines;
    this.address = address;
  }

  static async start(options: readonly string[]): Promise<Program> {
    const child = spawn(process.execPath, [TYPHOON, 'start', ENTRY, '--port', '0', ...options], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    const lines = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
    const [, address = ''] = await see(lines, /Listening at (http:\S+)/);
    return new Program(child, lines, address);
  }

  /** Of all its processes. */
  cpuMicroseconds(): number {
    return familyOf(this.#child.pid as number).reduce((sum, pid) => sum + cpuMicroseconds(pid), 0);
  }

  /** Replaces all workers; resolves to the milliseconds that it took. */
  async reload(): Promise<number> {
    this.#child.kill('SIGHUP');
    const [, milliseconds] = await see(this.#lines, /Reloaded in (\d+) ms/);
    return Number(milliseconds);
  }

  /** SIGTERM; resolves to the milliseconds until it has ended. */
  async stop(): Promise<number> {
    const started = performance.now();
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
    return performance.now() - started;
  }
}

async function see(lines: AsyncIterator<string>, pattern: RegExp): Promise<RegExpExecArray> {
  for (;;) {
    const next = await lines.next();
    if (next.done === true) throw new Error(`It ended before it said ${String(pattern)}.`);
    const found = pattern.exec(next.value);
    if (found !== null) return found;
  }
}
