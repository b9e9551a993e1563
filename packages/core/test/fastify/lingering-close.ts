import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import Fastify from 'fastify';
import t from 'tap';
import type { Test } from 'tap';
import { LINGERING_LIMITS, closeAfterAnswer } from '#src/fastify/lingering-close.js';
import type { LingeringLimits } from '#src/fastify/lingering-close.js';
import { readAnswer } from '../fixtures/raw-request.js';

const MANY = 100_000_000;

/** A host that refuses every POST before it has read the body, and counts the requests that reach a handler. */
async function listen(t: Test, limits: Partial<LingeringLimits> = {}) {
  const host = Fastify();
  let handled = 0;
  host.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'POST') return;
    closeAfterAnswer(request, reply, { ...LINGERING_LIMITS, ...limits });
    await reply.code(413).send('too large');
  });
  host.all('/', () => {
    handled++;
    return 'handled';
  });
  t.teardown(() => host.close());
  const { port } = new URL(await host.listen({ port: 0 }));
  return { host, port: Number(port), handled: () => handled };
}

/** A connection whose client goes on writing when the server has said that it will not: as one does that reads only when it has written all. */
async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: 'localhost', allowHalfOpen: true });
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  return socket;
}

function head(length: number): string {
  return `POST / HTTP/1.1\r\nhost: a\r\ncontent-length: ${length}\r\n\r\n`;
}

/** Resolves to whether the connection still stands. */
async function write(socket: Socket, chunk: Buffer | string): Promise<boolean> {
  if (!socket.destroyed && !socket.write(chunk)) await Promise.race([once(socket, 'drain').catch(() => undefined), closed(socket)]);
  await new Promise((resolve) => setImmediate(resolve));
  return !socket.destroyed;
}

async function closed(socket: Socket): Promise<void> {
  if (!socket.destroyed) await new Promise((resolve) => socket.once('close', resolve));
}

t.test('a client that reads only when it has written everything gets the whole answer', async (t) => {
  const { port } = await listen(t);
  const socket = await open(port);
  const piece = Buffer.alloc(65_536);
  socket.write(head(200 * piece.length));
  for (let count = 0; count < 200; count++) t.ok(await write(socket, piece));
  const answer = readAnswer(socket);
  socket.end();
  t.match(await answer, { status: 413, headers: { connection: 'close' }, body: 'too large' });
});

t.test('a client that never stops writing is cut', async (t) => {
  const { port } = await listen(t, { bytes: 1_000_000 });
  const socket = await open(port);
  socket.write(head(MANY));
  const answer = readAnswer(socket);
  const piece = Buffer.alloc(65_536);
  let written = 0;
  while (await write(socket, piece)) written += piece.length;
  // What lies in the buffers of the kernel has been written, too.
  t.ok(written < MANY, `${written} bytes`);
  t.equal((await answer).status, 413);
});

t.test('a client that says nothing more and does not close is cut', async (t) => {
  const { host, port } = await listen(t, { silence: 50 });
  const accepted = once(host.server, 'connection') as Promise<[Socket]>;
  const socket = await open(port);
  socket.write(head(MANY));
  await closed((await accepted)[0]);
  socket.end();
  t.equal((await readAnswer(socket)).status, 413);
});

t.test('a client that writes a little now and then is cut', async (t) => {
  const { port } = await listen(t, { time: 200 });
  const socket = await open(port);
  socket.write(head(MANY));
  const answer = readAnswer(socket);
  const trickle = setInterval(() => void socket.write('x'), 10);
  t.equal((await answer).status, 413);
  clearInterval(trickle);
});

t.test('what comes behind the body is not taken for another request', async (t) => {
  const { port, handled } = await listen(t);
  const socket = await open(port);
  socket.write(head(4));
  await once(socket, 'readable');
  const answer = readAnswer(socket);
  await write(socket, 'bodyGET / HTTP/1.1\r\nhost: a\r\n\r\n');
  socket.end();
  t.match(await answer, { status: 413, body: 'too large' });
  t.equal(handled(), 0);
});

t.test('a body that has come by the time of the answer needs no waiting', async (t) => {
  const { host, port } = await listen(t, { silence: 2 ** 31 - 1, time: 2 ** 31 - 1 });
  const accepted = once(host.server, 'connection') as Promise<[Socket]>;
  const socket = await open(port);
  socket.write(`${head(4)}body`);
  await closed((await accepted)[0]);
  socket.end();
  t.equal((await readAnswer(socket)).status, 413);
});

t.test('an injected request has no connection to wait for', async (t) => {
  const { host } = await listen(t);
  const response = await host.inject({ method: 'POST', url: '/', payload: 'x' });
  t.equal(response.statusCode, 413);
  t.equal(response.headers.connection, 'close');
});
