import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import t from 'tap';
import { Running, typhoon } from '../fixtures/command.js';
import { ITEMS, project } from '../fixtures/project.js';

t.setTimeout(110_000);

const NAMES = "export const NAME = process.env['NAME'] ?? 'none';\n";

t.test('a mistake at boot is shown, and cured by a file that was missing', async (t) => {
  const folder = t.testdir(project({ 'app.ts': `import { NAME } from './names.js';\nconsole.log('name', NAME);\n${ITEMS}` }));
  const running = new Running(t, folder, ['dev', '--port', '0', '--no-typecheck']);
  await running.sees(/error src\/app\.ts imports 'src\/names\.js', which does not exist\.[^\n]*\nWaiting for a change\.\n/);
  writeFileSync(join(folder, 'src/names.ts'), NAMES);
  t.equal((await fetch(`${await running.address()}/items/1`)).status, 200);

  const end = running.output.length;
  writeFileSync(join(folder, 'src/names.ts'), `${NAMES}process.exit(3);\n`);
  await running.sees(/The application ended by itself while it started, with code 3\.\nWaiting for a change\.\n/, end);
});

t.test('.env and package.json are watched, other files are not', async (t) => {
  const folder = t.testdir(project());
  const running = new Running(t, folder, ['dev', '--port', '0', '--no-typecheck']);
  await running.address();
  let end = running.output.length;
  writeFileSync(join(folder, 'src/unused.ts'), '');
  writeFileSync(join(folder, '.env'), 'A=1\n');
  await running.sees(/\.env changed, ready in/, end);
  t.notMatch(running.output.slice(end), 'unused');
  end = running.output.length;
  writeFileSync(join(folder, 'package.json'), '{"type":"module","typhoon":{"prt":1}}');
  await running.sees(/'typhoon\.prt' is no setting\. Did you mean 'port'\?/, end);
});

t.test('a port that is in use ends the command, with the cure', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => server.close());
  const { port } = server.address() as AddressInfo;
  const { code, error } = await typhoon(t.testdir(project()), ['dev', '--port', String(port)]);
  t.strictSame(
    { code, error },
    { code: 1, error: `error Port ${port} of 127.0.0.1 is in use. Stop what listens there, or take another port: typhoon dev --port ${port + 1}\n` },
  );
});
