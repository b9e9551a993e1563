import t from 'tap';
import { Running, typhoon } from '../fixtures/command.js';
import { ITEMS, project } from '../fixtures/project.js';

t.setTimeout(110_000);

const MAIN = `${ITEMS}
app.fastify.get('/environment', (request) => ({ environment: process.env['NODE_ENV'], ip: request.ip }));
app.fastify.get('/slow', async () => {
  console.log('slow');
  await new Promise((resolve) => setTimeout(resolve, 300));
  return 'done';
});
app.fastify.get('/stuck', () => {
  console.log('stuck');
  return new Promise(() => undefined);
});
`;
const forwarded = { headers: { 'x-forwarded-for': '203.0.113.9' } };

t.test('serves in production, believes no proxy, and ends when it is told to, with what is under way', async (t) => {
  const running = new Running(t, t.testdir(project({ 'app.ts': MAIN })), ['start', 'src/app.ts', '--port', '0']);
  const address = await running.address();
  t.strictSame(await (await fetch(`${address}/environment`, forwarded)).json(), { environment: 'production', ip: '127.0.0.1' });
  const slow = fetch(`${address}/slow`);
  await running.sees(/slow/);
  t.equal(await running.end('SIGTERM'), 0);
  t.equal(await (await slow).text(), 'done');
});

t.test('believes the proxies that it is told to, and takes the environment it is given', async (t) => {
  const folder = t.testdir(project({ 'app.ts': MAIN }));
  const args = ['start', 'src/app.ts', '--port', '0'];
  const anybody = new Running(t, folder, [...args, '--trust-proxy'], { NODE_ENV: 'staging' });
  t.strictSame(await (await fetch(`${await anybody.address()}/environment`, forwarded)).json(), { environment: 'staging', ip: '203.0.113.9' });
  const others = new Running(t, folder, [...args, '--trust-proxy', '10.0.0.0/8']);
  t.match(await (await fetch(`${await others.address()}/environment`, forwarded)).json(), { ip: '127.0.0.1' });
});

t.test('what is not done by the deadline is broken off, and that is a failure', async (t) => {
  const running = new Running(t, t.testdir(project({ 'app.ts': MAIN })), ['start', 'src/app.ts', '--port', '0', '--deadline', '200']);
  const stuck = fetch(`${await running.address()}/stuck`).catch(() => 'broken off');
  await running.sees(/stuck/);
  t.equal(await running.end('SIGTERM'), 1);
  t.equal(await stuck, 'broken off');
  t.match(running.output, /The deadline has passed/);
});

t.test('a patience that is none is refused before anything starts', async (t) => {
  const folder = t.testdir(project({ 'app.ts': MAIN }));
  const wrong = { code: 1, out: '', error: "error --patience expects milliseconds, 0 for ever, but is '-1'.\n" };
  t.strictSame(await typhoon(folder, ['start', 'src/app.ts', '--workers', '2', '--patience', '-1']), wrong);
});

t.test('an entry that listens by itself does, on the port that the command line says', async (t) => {
  const entry = `${ITEMS}\nawait app.listen({ port: 1 });`;
  const running = new Running(t, t.testdir(project({ 'main.ts': entry })), ['start', 'src/main.ts', '--port', '0']);
  const address = await running.address();
  t.not(new URL(address).port, '1');
  t.equal((await fetch(`${address}/items/1`)).status, 200);
  t.equal(await running.end('SIGINT'), 0);
});
