// Runs in a process of its own: it starts an application with workers, and sends it signals.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import t from 'tap';

t.setTimeout(60_000);

const BIN = fileURLToPath(new URL('./bin.js', import.meta.resolve('@typhoon/cli')));
const unit = readFileSync('src/deployment/systemd.service', 'utf8');

/** What the unit sets. */
function valueOf(name: string): string {
  return new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1] ?? '';
}

t.test('the unit of the guide starts the application, is told to reload, and ends within its time', async (t) => {
  const [program, ...args] = valueOf('ExecStart').split(' ');
  t.equal(program, `${valueOf('WorkingDirectory')}/node_modules/.bin/typhoon`);
  // The folder is that of a machine of its own; here it is the example's, on a free port of the loopback.
  const here = args.map((argument) => (argument === '0.0.0.0' ? '127.0.0.1' : argument));
  const child = spawn(process.execPath, [BIN, ...here, 'dist/deployment/shop.js', '--port', '0'], {
    env: { ...process.env, NODE_ENV: valueOf('Environment').replace('NODE_ENV=', '') },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  const lines = createInterface(child.stderr);
  const sees = async (pattern: RegExp): Promise<string> => {
    for await (const line of lines) if (pattern.test(line)) return line;
    throw new Error(`The application has ended without ${pattern.source}.`);
  };
  const [address = ''] = /http:\S+/.exec(await sees(/http:/)) ?? [];
  t.equal((await fetch(`${address}/readyz`)).status, 200);

  const [kill = '', ...signal] = valueOf('ExecReload').replace('$MAINPID', String(child.pid)).split(' ');
  const ended = once(child, 'exit');
  await promisify(execFile)(kill, signal);
  t.equal((await fetch(`${address}/readyz`)).status, 200);
  child.kill('SIGTERM');
  t.strictSame(await ended, [0, null]);
});

t.test('the unit waits longer than the deadline of the command', async (t) => {
  const { stdout } = await promisify(execFile)(process.execPath, [BIN, 'start', '--help']);
  const deadline = Number(/--deadline[^]*?default: (\d+)/.exec(stdout)?.[1]);
  t.ok(Number(valueOf('TimeoutStopSec')) * 1000 > deadline, `${valueOf('TimeoutStopSec')} s, ${deadline} ms`);
});
