import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import t from 'tap';

t.test('the first example answers as README.md says', async (t) => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/readme.ts'], {
    cwd: 'test/fixtures/items-app',
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.teardown(() => child.kill());
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { msg } = JSON.parse(line) as { msg: string };
  t.match(msg, /^Server listening at http:\/\/127\.0\.0\.1:\d+$/);
  const address = msg.slice(msg.indexOf('http'));

  const found = await fetch(`${address}/items/1`);
  t.equal(await found.text(), '{"id":1,"name":"Pen","price":1.5}');
  const unread = await fetch(`${address}/items/pen`);
  t.match({ status: unread.status, body: await unread.json() }, { status: 422, body: { errors: [{ type: 'int_parsing', loc: ['path', 'id'] }] } });
  const missing = await fetch(`${address}/items/9`);
  t.equal(missing.status, 404);
  for (const page of ['/docs', '/redoc', '/openapi.json']) t.equal((await fetch(address + page)).status, 200, page);
});

/** What is given an example that prints nothing by itself. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = { cli: ['packages/cli/dist/bin.js', 'routes'] };

/** What makes projects is shown at work by test/packed, and what needs a server by apps/examples/test/caching/shared.ts. */
const hasExample = (name: string) => !['create-typhoon', 'redis'].includes(name);

for (const name of readdirSync('packages').filter(hasExample)) {
  t.test(`the example of packages/${name}/README.md is compiled, and prints what stands there`, async (t) => {
    // `npm run docs` puts both files onto the page; test/docs.ts sees to it.
    t.match(
      readFileSync(`packages/${name}/README.md`, 'utf8'),
      new RegExp(`file=test/fixtures/readme/${name}\\.ts\n[^]*file=test/fixtures/readme/${name}\\.txt\n`),
    );
    const { stdout } = await promisify(execFile)(process.execPath, [...(COMMANDS[name] ?? []), `dist-test/fixtures/readme/${name}.js`]);
    t.equal(stdout, readFileSync(`test/fixtures/readme/${name}.txt`, 'utf8'));
  });
}
