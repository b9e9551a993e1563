import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { DEMO_ACCOUNT } from '#src/database/demo-data.js';
import { createFolder } from './fixtures/shop.js';

const MAIN = fileURLToPath(import.meta.resolve('#src/main.js'));

/** Starts the program as `npm start` does; resolves when it says where it is. */
async function startProgram(t: { teardown(tidy: () => unknown): void }, environment: Record<string, string>) {
  const program = spawn(process.execPath, [MAIN], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] });
  t.teardown(() => program.kill('SIGKILL'));
  const lines: string[] = [];
  for await (const line of createInterface({ input: program.stdout })) {
    lines.push(line);
    if (lines.length === 2) break;
  }
  return { program, lines, address: /http:\/\/[^/]+/.exec(lines[0] ?? '')?.[0] ?? '' };
}

async function stopProgram(program: ChildProcess): Promise<unknown> {
  program.kill('SIGTERM');
  const [code] = await once(program, 'exit');
  return code;
}

t.test('says where it is and how to sign in, serves there, and keeps what it was told until the next start', async (t) => {
  const environment = { PORT: '0', SHOP_DATA: await createFolder(t) };
  const first = await startProgram(t, environment);
  t.match(first.lines, [/^The shop is open: http:\/\/127\.0\.0\.1:\d+\/docs$/, `sign in as ${DEMO_ACCOUNT.email} with the password ${DEMO_ACCOUNT.password}`]);

  const page = await fetch(`${first.address}/docs`);
  t.strictSame([page.status, page.headers.get('content-type')], [200, 'text/html; charset=utf-8']);
  const form = new URLSearchParams({ username: DEMO_ACCOUNT.email, password: DEMO_ACCOUNT.password });
  const { access_token } = (await (await fetch(`${first.address}/token`, { method: 'POST', body: form })).json()) as { access_token: string };
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
  const order = await fetch(`${first.address}/orders`, { method: 'POST', headers, body: JSON.stringify({ lines: [{ itemId: 1, quantity: 2 }] }) });
  t.equal(order.status, 201);
  const placed = await order.json();
  t.equal(await stopProgram(first.program), 0);

  const second = await startProgram(t, environment);
  const kept = await fetch(`${second.address}/orders/1`, { headers });
  t.strictSame([kept.status, await kept.json()], [200, placed]);
  t.equal(await stopProgram(second.program), 0);
});

t.test('names a setting that is wrong and does not start', async (t) => {
  const program = spawn(process.execPath, [MAIN], { env: { ...process.env, PORT: 'eighty' } });
  let said = '';
  program.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = await once(program, 'close');
  t.equal(code, 1);
  t.match(said, /PORT .*'eighty'.*setting 'port'/);
});

t.test('says so when its port is taken', async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.teardown(() => other.close());
  const { port } = other.address() as AddressInfo;
  const program = spawn(process.execPath, [MAIN], { env: { ...process.env, PORT: String(port), SHOP_DATA: await createFolder(t) } });
  let said = '';
  program.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = await once(program, 'close');
  t.equal(code, 1);
  t.match(said, `Port ${port} is taken. Choose another one: PORT=${port + 1} npm start`);
});
