import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import t from 'tap';

const MAIN = fileURLToPath(import.meta.resolve('#src/main.js'));

t.test('says where it is, serves there, and ends when it is told to, whoever follows its ticker', async (t) => {
  const program = spawn(process.execPath, [MAIN], { env: { ...process.env, PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
  t.teardown(() => program.kill('SIGKILL'));
  const [line] = (await once(createInterface({ input: program.stdout }), 'line')) as [string];
  const address = /^The chat is open: (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1] ?? '';
  const page = await fetch(address);
  t.strictSame([page.status, page.headers.get('content-type')], [200, 'text/html; charset=utf-8']);
  const ticker = await fetch(`${address}/ticker`);
  t.equal(ticker.status, 200);
  program.kill('SIGTERM');
  t.match(await ticker.text(), '"name":"lobby"');
  const [code] = await once(program, 'exit');
  t.equal(code, 0);
});

t.test('says so when its port is taken', async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.teardown(() => other.close());
  const { port } = other.address() as AddressInfo;
  const program = spawn(process.execPath, [MAIN], { env: { ...process.env, PORT: String(port) } });
  let said = '';
  program.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = await once(program, 'close');
  t.equal(code, 1);
  t.match(said, `Port ${port} is taken. Choose another one: PORT=${port + 1} npm run start:chat`);
});
