import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import type { Test } from 'tap';
import { isShownAtAnyTime, isShownText } from '../fixtures/shown.js';

t.setTimeout(110_000);

const BIN = fileURLToPath(new URL('./bin.js', import.meta.resolve('@typhoon/cli')));

/** What the command prints, as in a project of which the folder is `dist/command-line`. */
async function typhoon(...args: readonly string[]): Promise<{ code: number; text: string }> {
  return typhoonIn('dist/command-line', ...args);
}

async function typhoonIn(cwd: string, ...args: readonly string[]): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [BIN, ...args], { cwd, env: { ...process.env, NO_COLOR: '1' } }, (error, out, told) =>
      resolve({ code: Number(error?.code ?? 0), text: out + told }),
    );
  });
}

t.test('the routes are listed', async (t) => {
  isShownText(t, 'command-line/routes', (await typhoon('routes', 'app.js')).text);
});

t.test('what has changed since the lock is told', async (t) => {
  const lock = join(t.testdir(), 'typhoon.lock.json');
  t.equal((await typhoon('check', 'app.js', '--lock', lock, '--update')).code, 0);
  const { code, text } = await typhoon('check', 'later.js', '--lock', lock);
  t.equal(code, 1);
  // A reader has the lock where it is looked for.
  isShownText(t, 'command-line/check', text.replace(` --lock ${lock}`, ''));
});

t.test('a mistake is one message', async (t) => {
  isShownText(t, 'command-line/mistake', (await typhoon('routes', 'ap.js')).text);
});

t.test('the commands are listed', async (t) => {
  isShownText(t, 'command-line/help', (await typhoon('--help')).text);
});

const SOURCE = readFileSync('src/command-line/app.ts', 'utf8');

/** A project with the settings that the page shows, which compiles what is written into it. */
function project(t: Pick<Test, 'testdir'>): string {
  const tsconfig = { extends: '../../../../../tsconfig.base.json', compilerOptions: { noEmit: true, composite: false }, include: ['src'] };
  const manifest = { name: 'items', type: 'module', ...(JSON.parse(readFileSync('src/command-line/settings.json', 'utf8')) as object) };
  return t.testdir({ 'package.json': JSON.stringify(manifest), 'tsconfig.json': JSON.stringify(tsconfig), src: { 'app.ts': SOURCE } });
}

t.test('the settings of the page are all that there are, and the commands heed them', async (t) => {
  const folder = project(t);
  t.match((await typhoonIn(folder, 'routes')).text, 'items.read');
  t.equal((await typhoonIn(folder, 'check', '--update')).code, 0);
  t.ok(existsSync(join(folder, 'typhoon.lock.json')));
  t.equal((await typhoonIn(folder, 'client')).code, 0);
  t.ok(existsSync(join(folder, 'client/index.ts')));

  const { typhoon: settings } = JSON.parse(readFileSync('src/command-line/settings.json', 'utf8')) as { typhoon: { client: object } };
  for (const [name, value] of Object.entries({ '?': 1, client: { '?': 1 } })) {
    const manifest = { typhoon: { ...settings, [name]: value } };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    const { code, text } = await typhoonIn(folder, 'routes');
    t.equal(code, 1);
    const known = /There are: (.*)\./.exec(text)?.[1]?.split(', ') ?? [];
    const shown = Object.keys(name === '?' ? settings : settings.client);
    // `client.from` takes another document than that of the project: the page says it in words.
    t.strictSame(known.filter((setting) => setting !== 'from').sort(), shown.sort());
  }
});

t.test('a change is told with what became of the routes', async (t) => {
  const folder = project(t);
  const child = spawn(process.execPath, [BIN, 'dev', '--port', '0', '--no-typecheck'], { cwd: folder, env: { ...process.env, NO_COLOR: '1' } });
  t.teardown(async () => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const sees = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const [found] = pattern.exec(output) ?? [];
      if (found !== undefined) return found;
      if (child.exitCode !== null) throw new Error(`typhoon dev has ended:\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await sees(/ready in \d+ ms\n/);
  writeFileSync(join(folder, 'src/app.ts'), SOURCE.replace("'/:id'", "'/by-id/:id'").replace('status: 201', 'status: 200'));
  const told = await sees(/http:.* src\/app\.ts changed[^]*?~ .*\n/);
  isShownAtAnyTime(t, 'command-line/dev.txt', told.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:3000'), /\d+(?= ms)/g);
});
