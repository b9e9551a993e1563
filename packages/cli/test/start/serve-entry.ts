import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import t from 'tap';
import { typhoon } from '../fixtures/command.js';
import { ITEMS, project } from '../fixtures/project.js';

t.setTimeout(110_000);

const SELF = `${ITEMS.replace('export const app', 'const app')}\nawait app.listen({ port: Number(process.env['OWN_PORT']) });`;

t.test('a port that is in use is said to be, with the cure, whoever listens', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => server.close());
  const { port } = server.address() as AddressInfo;
  const folder = t.testdir(project({ 'app.ts': ITEMS, 'main.ts': SELF }));
  const message = `error Port ${port} of 127.0.0.1 is in use. Stop what listens there, or take another port: typhoon start --port ${port + 1}\n`;
  t.strictSame(await typhoon(folder, ['start', 'src/app.ts', '--port', String(port)]), { code: 1, out: '', error: message });
  t.strictSame(await typhoon(folder, ['start', 'src/main.ts'], { OWN_PORT: String(port) }), { code: 1, out: '', error: message });
});

t.test('a host that is none of this machine is said to be none', async (t) => {
  const { code, error } = await typhoon(t.testdir(project()), ['start', 'src/app.ts', '--host', '203.0.113.1', '--port', '0']);
  t.equal(code, 1);
  t.match(error, /^error '203\.0\.113\.1' is no address of this machine\. .*--host 0\.0\.0\.0\n$/);
});
