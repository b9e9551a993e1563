// Runs in a process of its own: it starts nginx, and an application with two workers behind it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { nginxSkip, startNginx } from '@typhoon-apps/fixtures/nginx';
import t from 'tap';
import { WebSocket } from 'ws';

t.setTimeout(60_000);

const BIN = fileURLToPath(new URL('./bin.js', import.meta.resolve('@typhoon/cli')));

/** `typhoon start` with two workers on a socket; resolves when they listen. */
async function startShop(test: Pick<typeof t, 'teardown'>, socket: string): Promise<void> {
  const args = [BIN, 'start', 'dist/deployment/shop.js', '--workers', '2', '--socket', socket];
  const shop = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'pipe'] });
  const ended = once(shop, 'exit');
  test.teardown(async () => {
    shop.kill('SIGTERM');
    await ended;
  });
  for await (const line of createInterface(shop.stderr)) if (line.startsWith('Listening at unix:')) return;
  throw new Error('typhoon start has ended.');
}

/** The beginning of an answer, which does not end by itself. */
async function readFirst(address: string): Promise<string> {
  const leaving = new AbortController();
  const response = await fetch(address, { signal: leaving.signal });
  const { value } = (await response.body?.getReader().read()) ?? {};
  leaving.abort();
  return Buffer.from(value ?? []).toString();
}

t.test('the nginx of the guide', { skip: nginxSkip() }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'ty-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const socket = join(folder, 'api.sock');
  await startShop(t, socket);
  const config = await readFile('src/deployment/nginx.conf', 'utf8');
  const nginx = await startNginx(t, ({ port }) => config.replace('unix:/run/api/api.sock', `unix:${socket}`).replace('listen 80', `listen 127.0.0.1:${port}`));
  const shop = `${nginx.url}/shop`;
  const { host } = new URL(nginx.url);

  await t.test('passes on who asks, and believes nobody who claims to be somebody else', async (t) => {
    const claims = { 'x-forwarded-for': '6.6.6.6', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-request-id': 'mine' };
    const client = (await (await fetch(`${shop}/client`, { headers: claims })).json()) as { requestId: string };
    t.match(client, { ip: '127.0.0.1', protocol: 'http', host, requestId: /^[0-9a-f]{32}$/ });
  });

  await t.test('takes the prefix off, and leaves the rest as it was written', async (t) => {
    t.equal(await (await fetch(`${shop}/files/a%2Fb%20c?x=1`)).json(), 'a/b c');
    t.strictSame([(await fetch(shop, { redirect: 'manual' })).status, (await fetch(`${nginx.url}/client`)).status], [308, 404]);
    const refused = await Promise.all(['healthz', 'readyz', 'metrics'].map(async (path) => (await fetch(`${shop}/${path}`)).status));
    t.strictSame(refused, [404, 404, 404]);
  });

  await t.test('shows documents with addresses that lead through it', async (t) => {
    const page = await fetch(`${shop}/docs`);
    const files = [...(await page.text()).matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, path = '']) => new URL(path, `${shop}/docs`).href);
    t.not(files.length, 0);
    for (const file of files) t.equal((await fetch(file)).status, 200, file);
    const { servers } = (await (await fetch(`${shop}/openapi.json`)).json()) as { servers: unknown };
    t.strictSame(servers, [{ url: '/shop' }]);
    const channels = (await (await fetch(`${shop}/asyncapi.json`)).json()) as { servers: Record<string, unknown> };
    t.match(Object.values(channels.servers), [{ host, pathname: '/shop' }]);
  });

  await t.test('holds nothing of streams back', async (t) => {
    t.equal(await readFirst(`${shop}/events`), 'data: "first"\n\n');
    t.equal(await readFirst(`${shop}/lines`), '"first"\n');
  });

  await t.test('opens sockets, from pages of its own address alone', async (t) => {
    const opened = new WebSocket(`${shop.replace('http', 'ws')}/echo`, { origin: nginx.url });
    await once(opened, 'open');
    opened.send('"Hello"');
    t.equal(String(((await once(opened, 'message')) as [Buffer])[0]), '"Hello"');
    opened.close();
    const other = new WebSocket(`${shop.replace('http', 'ws')}/echo`, { origin: 'http://evil.example' });
    t.match(await once(other, 'error'), [{ message: /403/ }]);
  });

  await t.test('takes larger uploads than the application, which says so itself', async (t) => {
    const body = JSON.stringify('x'.repeat(2_000_000));
    const refused = await fetch(`${shop}/client`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    t.match([refused.status, await refused.json()], [413, { code: 'content_too_large' }]);
  });
});
