import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import t from 'tap';
import { isShown, isShownJson } from './fixtures/shown.js';

const TSC = fileURLToPath(import.meta.resolve('typescript/lib/tsc.js'));

t.setTimeout(110_000);

t.test('the project of the first steps compiles with its own options', async (t) => {
  const { stdout, status } = spawnSync(process.execPath, [TSC, '-p', '.', '--noEmit', '--skipLibCheck'], { cwd: 'starter', encoding: 'utf8' });
  t.equal(stdout, '');
  t.equal(status, 0);
});

t.test('the project of the first steps runs from its sources', async (t) => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: 'starter',
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.teardown(() => child.kill());
  const address = await addressOf(child.stdout);
  const hello = await fetch(address);
  isShownJson(t, 'first-steps/hello', await hello.json());
  for (const page of ['/docs', '/redoc', '/openapi.json', '/openapi.yaml']) t.equal((await fetch(address + page)).status, 200, page);
  const missing = (await (await fetch(`${address}/nowhere`)).json()) as object;
  isShown(t, 'first-steps/not-found', { json: () => missing });
});

/** Beside what the log says of it, in whichever order. */
async function addressOf(output: Readable): Promise<string> {
  for await (const line of createInterface(output)) if (line.startsWith('http')) return line;
  throw new Error('The application has ended.');
}
