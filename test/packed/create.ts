// Runs in a process of its own: it installs packages for minutes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import t from 'tap';
import { npm, pack, pnpm, runIn } from '../fixtures/packed-project.js';
import type { PackageManager } from '../fixtures/packed-project.js';

t.setTimeout(900_000);

/** Uses the client that the project has generated and compiled. */
const USE = `
  import { createClient, isError } from './dist/client/index.js';
  const api = createClient({ baseUrl: process.argv[2] });
  const created = await api.items.create({ body: { name: 'Pen', price: 1.5 } });
  const read = await api.items.read({ id: created.id });
  const missing = await api.items.read({ id: 99 }).catch((error) => isError(error, 'item_not_found'));
  console.log(JSON.stringify({ read, missing }));
`;

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

/** As CI and the Dockerfile of a new project run them. */
const MANAGERS: readonly (readonly [PackageManager, string, readonly string[]])[] = [
  [npm, 'npm', ['--']],
  [pnpm, pnpm.install[0], []],
];

for (const [manager, program, separator] of MANAGERS) {
  t.test(`a new project of ${manager.name} installs, is tested, has a client, builds, starts, and answers it`, async (t) => {
    const directory = mkdtempSync(join(tmpdir(), 'typhoon-create-'));
    t.teardown(() => rmSync(directory, { recursive: true, force: true }));
    const tarballs = await pack(directory);
    const [command, ...install] = manager.install;
    const run = async (folder: string, program: string, ...args: string[]): Promise<string> => {
      const { code, output } = await runIn(join(directory, folder), program, args);
      if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed in ${folder}:\n${output}`);
      return output;
    };

    mkdirSync(join(directory, 'maker'));
    writeFileSync(join(directory, 'maker/package.json'), JSON.stringify({ private: true, dependencies: { 'create-typhoon': tarballs['create-typhoon'] } }));
    await run('maker', npm.install[0], ...npm.install.slice(1));
    await run('.', join(directory, 'maker/node_modules/.bin/create-typhoon'), 'my-api', '--yes', '--no-install', '--manager', manager.name);

    const manifest = JSON.parse(readFileSync(join(directory, 'my-api/package.json'), 'utf8')) as Manifest;
    for (const group of [manifest.dependencies, manifest.devDependencies]) {
      for (const name of Object.keys(group)) group[name] = tarballs[name] ?? (group[name] as string);
    }
    writeFileSync(join(directory, 'my-api/package.json'), JSON.stringify({ ...manifest, ...manager.overrides(tarballs) }, null, 2));
    await run('my-api', command, ...install);

    t.match(await run('my-api', program, 'test'), /# fail 0/);
    await run('my-api', program, 'run', 'client');
    await run('my-api', program, 'run', 'client', ...separator, '--check');
    await run('my-api', program, 'run', 'check', ...separator, '--update');
    t.match(await run('my-api', program, 'run', 'check'), 'The contract is kept');
    await run('my-api', program, 'run', 'build');
    t.ok(existsSync(join(directory, 'my-api/dist/client/index.js')));

    const folder = join(directory, 'my-api');
    const server = spawn(join(folder, 'node_modules/.bin/typhoon'), ['start', '--port', '0'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    t.teardown(() => server.kill('SIGKILL'));
    const [line] = (await once(createInterface(server.stderr), 'line')) as [string];
    const [address = ''] = /http:\S+/.exec(line) ?? [];
    writeFileSync(join(folder, 'use.mjs'), USE);
    const answer = await run('my-api', process.execPath, 'use.mjs', address);
    t.strictSame(JSON.parse(answer), { read: { id: 1, name: 'Pen', price: 1.5 }, missing: true });
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    t.strictSame(await ended, [0, null]);
  });
}
