import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import t from 'tap';
import { WebSocket } from 'ws';
import { isShown, isShownJson, isShownText } from './fixtures/shown.js';

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

t.test('the commands of the first steps make the package.json of that project', async (t) => {
  // Outside of this repository, of which npm would take it for a part.
  const folder = mkdtempSync(join(tmpdir(), 'typhoon-first-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const [, block = ''] = /```sh\n([^]*?)```/.exec(readFileSync('../../docs/guide/first-steps.md', 'utf8')) ?? [];
  const commands = block.split('\n').filter((line) => /^npm (?:init|pkg) /.test(line));
  t.equal(commands.length, 2);
  for (const command of commands) execFileSync('sh', ['-c', command], { cwd: folder, stdio: 'ignore' });
  const made = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const starter = JSON.parse(readFileSync('starter/package.json', 'utf8')) as Manifest;
  t.equal(made.type, starter.type);
  t.match(made.scripts, starter.scripts);
});

interface Manifest {
  readonly type: string;
  readonly scripts: Record<string, string>;
}

t.test('what does not compile is told by the log when it is run all the same', async (t) => {
  const read = (path: string): string => readFileSync(join('starter', path), 'utf8');
  const folder = t.testdir({
    'package.json': read('package.json'),
    'tsconfig.json': read('tsconfig.json'),
    src: { 'app.ts': read('src/app.ts').replace("'Hello, world'", '42'), 'main.ts': read('src/main.ts') },
  });
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: folder,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.teardown(() => child.kill());
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  let address = '';
  while (!address.startsWith('http')) {
    const next = await lines.next();
    if (next.done === true) throw new Error('The application has ended.');
    address = next.value;
  }
  t.equal((await fetch(address)).status, 500);
  let line: { readonly level?: number; readonly err?: { readonly message: string } } = {};
  while (line.level !== 50) line = JSON.parse(((await lines.next()) as { value: string }).value) as typeof line;
  isShownText(t, 'first-steps/mistake', line.err?.message ?? '');
});

t.test('an editor that starts it with the settings of the page finds the places of TypeScript in what runs', async (t) => {
  const { configurations } = JSON.parse(readFileSync('starter/.vscode/launch.json', 'utf8')) as {
    configurations: { runtimeArgs: string[]; program: string }[];
  };
  const { runtimeArgs = [], program = '' } = configurations[0] ?? {};
  const args = ['--inspect=127.0.0.1:0', ...runtimeArgs, program.replace('${workspaceFolder}/', '')];
  const child = spawn(process.execPath, args, { cwd: 'starter', env: { ...process.env, PORT: '0' }, stdio: ['ignore', 'pipe', 'pipe'] });
  t.teardown(() => child.kill('SIGKILL'));
  const inspectors = createInterface(child.stderr);
  const [[inspector]] = (await Promise.all([once(inspectors, 'line'), addressOf(child.stdout)])) as [[string], string];
  const debug = new WebSocket(/ws:\S+/.exec(inspector)?.[0] ?? '');
  t.teardown(() => debug.terminate());
  await once(debug, 'open');
  const map = new Promise<string>((resolve) => {
    debug.on('message', (data: Buffer) => {
      const { method, params } = JSON.parse(data.toString()) as { method?: string; params?: { url: string; sourceMapURL: string } };
      if (method === 'Debugger.scriptParsed' && params?.url.endsWith('/starter/src/app.ts') === true) resolve(params.sourceMapURL);
    });
  });
  debug.send(JSON.stringify({ id: 1, method: 'Debugger.enable' }));
  const { sources } = (await (await fetch(await map)).json()) as { sources: string[] };
  t.match(sources, [/app\.ts$/]);
});

/** Beside what the log says of it, in whichever order. */
async function addressOf(output: Readable): Promise<string> {
  for await (const line of createInterface(output)) if (line.startsWith('http')) return line;
  throw new Error('The application has ended.');
}
