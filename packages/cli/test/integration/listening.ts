// Runs in a process of its own: it starts commands that listen on sockets and over TLS.
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request as requestPlain } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { request as requestTls } from 'node:https';
import type { RequestOptions } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { WebSocket } from 'ws';
import { makeCertificate, opensslSkip } from '../fixtures/certificate.js';
import { Running, typhoon } from '../fixtures/command.js';
import { project } from '../fixtures/project.js';

t.setTimeout(110_000);

const APP = `import { Controller, Type, WebSocket, createApp } from 'typhoon';

@Controller('/echo')
class EchoController {
  @WebSocket('/', { receive: Type.String(), send: Type.String() })
  async echo(socket) {
    for await (const text of socket) await socket.send(text);
  }
}

export const app = createApp({ title: 'Echo', version: '1', controllers: [EchoController], server: { logger: false } });
app.fastify.get('/me', (request) => ({ ip: request.ip, protocol: request.protocol, host: request.host, http: request.raw.httpVersion, pid: process.pid }));
`;

interface Answer {
  readonly status: number | undefined;
  readonly body: string;
  /** The name that the server's certificate is made out to. */
  readonly name: string | undefined;
}

type Ask = RequestOptions;

/** One request over a connection of its own. */
async function ask(send: typeof requestTls | typeof requestPlain, options: Ask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = send({ path: '/me', agent: false, ...options } as never, (response) => {
      const name = (response.socket as Partial<TLSSocket>).getPeerCertificate?.().subject.CN;
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode, body, name: typeof name === 'string' ? name : undefined }));
    });
    request.on('error', reject);
    request.end();
  });
}

t.test('a unix socket: instead of a port, for several processes, gone at the end', async (t) => {
  const place = await mkdtemp(join(tmpdir(), 'ty-'));
  t.teardown(() => rm(place, { recursive: true, force: true }));
  const socketPath = join(place, 'api.sock');
  const folder = t.testdir(project({ 'app.ts': APP }));
  const args = ['start', 'src/app.ts', '--socket', socketPath];
  const headers = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'api.example' };

  const alone = new Running(t, folder, args, { PORT: '1' });
  t.equal(await alone.address(), `unix:${socketPath}`);
  t.equal(statSync(socketPath).mode & 0o777, 0o660);
  t.match(JSON.parse((await ask(requestPlain, { socketPath, headers })).body), { ip: '203.0.113.9', protocol: 'https', host: 'api.example' });
  t.match(await typhoon(folder, args), { code: 1, error: `error The socket '${socketPath}' is in use. Stop what listens there, or name another path.\n` });
  t.equal((await ask(requestPlain, { socketPath })).status, 200, 'and is left to who listens there');
  const killed = once(alone.child, 'exit');
  alone.child.kill('SIGKILL');
  await killed;
  t.equal(existsSync(socketPath), true);

  const workers = new Running(t, folder, [...args, '--workers', '2', '--socket-mode', '666']);
  t.equal(await workers.address(), `unix:${socketPath}`);
  await workers.sees(/with 2 workers/);
  t.equal(statSync(socketPath).mode & 0o777, 0o666);
  const pids = new Set<unknown>();
  for (let count = 0; count < 6; count++) pids.add((JSON.parse((await ask(requestPlain, { socketPath })).body) as { pid: number }).pid);
  t.equal(pids.size, 2);
  const socket = new WebSocket(`ws+unix://${socketPath}:/echo`);
  await once(socket, 'open');
  socket.send('"Hello"');
  t.equal(String(((await once(socket, 'message')) as [Buffer])[0]), '"Hello"');
  t.equal(await workers.end('SIGTERM'), 0);
  t.equal(existsSync(socketPath), false);
});

t.test('TLS and HTTP/2 on one port, and a reload that takes a renewed certificate', { skip: opensslSkip() }, async (t) => {
  const folder = t.testdir(project({ 'app.ts': APP }));
  const [old, renewed] = [makeCertificate(folder, 'old'), makeCertificate(folder, 'renewed')];
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const install = (from: typeof old): void => {
    copyFileSync(from.cert, cert);
    copyFileSync(from.key, key);
  };
  install(old);
  const running = new Running(t, folder, ['start', 'src/app.ts', '--port', '0', '--workers', '1', '--tls-cert', cert, '--tls-key', key, '--http2']);
  const address = await running.address();
  t.match(address, /^https:/);
  const { port } = new URL(address);
  const ca = old.text + renewed.text;
  const first = await ask(requestTls, { host: '127.0.0.1', port, ca });
  t.match([first.name, JSON.parse(first.body)], ['old', { protocol: 'https', http: '1.1' }]);

  const session = connectHttp2(address, { ca });
  t.teardown(() => session.destroy());
  const stream = session.request({ ':path': '/me' }).setEncoding('utf8');
  const [text] = (await once(stream, 'data')) as [string];
  t.match(JSON.parse(text), { protocol: 'https', http: '2.0', host: `127.0.0.1:${port}` });
  const socket = new WebSocket(`${address.replace('https', 'wss')}/echo`, { ca });
  await once(socket, 'open');
  socket.send('"Hello"');
  t.equal(String(((await once(socket, 'message')) as [Buffer])[0]), '"Hello"', 'sockets come over HTTP/1.1');

  install(renewed);
  const ended = [once(session, 'close'), once(socket, 'close')];
  running.child.kill('SIGHUP');
  await running.sees(/Reloaded in/);
  await Promise.all(ended);
  t.equal((await ask(requestTls, { host: '127.0.0.1', port, ca })).name, 'renewed');

  copyFileSync(old.key, key);
  const before = running.output.length;
  running.child.kill('SIGHUP');
  await running.sees(/The key \S+ is not that of the certificate [^]*The old workers go on/, before);
  t.equal((await ask(requestTls, { host: '127.0.0.1', port, ca })).name, 'renewed');
  t.equal(await running.end('SIGTERM'), 0);
});

t.test('clients without a certificate are kept out where authorities are named', { skip: opensslSkip() }, async (t) => {
  const folder = t.testdir(project({ 'app.ts': APP }));
  const [server, client] = [makeCertificate(folder, 'server'), makeCertificate(folder, 'client')];
  const files = ['--tls-cert', server.cert, '--tls-key', server.key];
  const running = new Running(t, folder, ['start', 'src/app.ts', '--port', '0', ...files, '--tls-ca', client.cert]);
  const { port } = new URL(await running.address());
  const known = { host: '127.0.0.1', port, ca: server.text };
  await t.rejects(ask(requestTls, known));
  const { cert, key } = { cert: client.text, key: readFileSync(client.key) };
  t.equal((await ask(requestTls, { ...known, cert, key })).status, 200);
  t.equal(await running.end('SIGTERM'), 0);
});

t.test('what is given wrongly is one message, by workers and by the development server, too', { skip: opensslSkip() }, async (t) => {
  const folder = t.testdir(project({ 'app.ts': APP }));
  const { cert } = makeCertificate(folder);
  const args = ['--port', '0', '--tls-cert', cert, '--tls-key', 'none.key'];
  const wrong = { code: 1, out: '', error: "error The file 'none.key' of --tls-key does not exist. Name one in PEM.\n" };
  t.strictSame(await typhoon(folder, ['start', 'src/app.ts', ...args, '--workers', '2']), wrong);
  t.strictSame(await typhoon(folder, ['dev', '--no-typecheck', ...args]), wrong);
  t.match(await typhoon(folder, ['start', 'src/app.ts', '--http2']), { code: 1, error: /^error --http2 is for TLS.*\n$/ });
});

t.test('typhoon dev speaks TLS, too', { skip: opensslSkip() }, async (t) => {
  const folder = t.testdir(project({ 'app.ts': APP }));
  const { cert, key, text } = makeCertificate(folder);
  const running = new Running(t, folder, ['dev', '--port', '0', '--no-typecheck', '--tls-cert', cert, '--tls-key', key, '--http2']);
  const { port } = new URL(await running.address());
  t.match(await ask(requestTls, { host: '127.0.0.1', port, ca: text, path: '/docs' }), { status: 200 });
  t.equal(await running.end('SIGINT'), 0);
});
