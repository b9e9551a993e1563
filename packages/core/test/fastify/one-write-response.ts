import { once } from 'node:events';
import http from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import t from 'tap';
import type { Test } from 'tap';
import { OneWriteResponse, sendsInTwo } from '#src/fastify/one-write-response.js';
import { createServer } from '#src/fastify/server.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** The class is made for Nodes that send in two pieces; the others are asked for the same with their own. */
const OWN = (sendsInTwo() ? OneWriteResponse : http.ServerResponse) as typeof http.ServerResponse;

interface Listening {
  readonly port: number;
  /** How often something was written to a connection. */
  readonly writes: () => number;
}

async function listen(t: Test, answer: Answer, answerClass = OWN): Promise<Listening> {
  let writes = 0;
  const server = http.createServer({ ServerResponse: answerClass }, answer);
  server.on('connection', (socket) => {
    const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
    socket.write = (...args: unknown[]) => {
      writes++;
      return write(...args);
    };
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => server.close());
  return { port: (server.address() as AddressInfo).port, writes: () => writes };
}

/** Everything that comes back, once the server has closed the connection. */
async function exchange(port: number, ...requests: readonly string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const lines = requests.map((line, index) => `${line} HTTP/1.1\r\nhost: a\r\n${index === requests.length - 1 ? 'connection: close\r\n' : ''}\r\n`);
  socket.write(lines.join(''));
  return readAll(socket);
}

async function readAll(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk)).resume();
  await once(socket, 'close');
  return Buffer.concat(chunks)
    .toString('latin1')
    .replace(/Date: .*\r\n/g, '');
}

const BIG = 'ä'.repeat(3_000_000);

const ANSWERS: Readonly<Record<string, Answer>> = {
  '/text': (_request, response) => void response.writeHead(200, { 'content-length': '5' }).end('héy\n'),
  '/latin': (_request, response) => void response.end('héy\n', 'latin1'),
  '/bytes': (_request, response) => void response.end(Buffer.from([1, 2, 3])),
  '/empty': (_request, response) => void response.writeHead(204).end(),
  '/empty-text': (_request, response) => void response.end(''),
  '/unchanged': (_request, response) => void response.writeHead(304, { etag: '"a"' }).end(),
  '/late': (_request, response) => void setImmediate(() => response.end('late')),
  '/begun': (_request, response) => {
    response.writeHead(200, { 'content-length': '6' });
    response.write('one');
    response.end('two');
  },
  '/chunks': (_request, response) => {
    response.write('one');
    response.end('two');
  },
  '/chunk': (_request, response) => void response.writeHead(200, { 'transfer-encoding': 'chunked', trailer: 'x' }).end('one'),
  '/big': (_request, response) => void response.end(BIG),
};

const answerByPath: Answer = (request, response) => {
  (ANSWERS[request.url ?? ''] as Answer)(request, response);
};

t.test('every answer is, byte by byte, what Node sends', async (t) => {
  const own = await listen(t, answerByPath);
  const node = await listen(t, answerByPath, http.ServerResponse);
  for (const path of Object.keys(ANSWERS)) {
    for (const method of ['GET', 'HEAD']) {
      const [answer, expected] = await Promise.all([own, node].map(({ port }) => exchange(port, `${method} ${path}`)));
      t.ok(answer === expected && expected !== '', `${method} ${path}`);
    }
  }
});

t.test('a text leaves in one write, its head with it; bytes follow their head', async (t) => {
  const { port, writes } = await listen(t, answerByPath);
  await exchange(port, 'GET /text');
  t.equal(writes(), 1);
  await exchange(port, 'GET /bytes');
  t.equal(writes(), 3);
});

t.test('requests that come together are answered in their order, one that takes its time too', async (t) => {
  const { port } = await listen(t, answerByPath);
  const answer = await exchange(port, 'GET /late', 'GET /text', 'HEAD /text', 'GET /bytes', 'GET /late');
  t.strictSame(answer.match(/late|hÃ©y|\x01\x02\x03/g), ['late', 'hÃ©y', '\x01\x02\x03', 'late']);
  t.equal(answer.match(/HTTP\/1\.1 200 OK/g)?.length, 5);
});

t.test('an answer is finished when its last byte has left, and not while its client does not read', async (t) => {
  let left = -1;
  let response: ServerResponse | undefined;
  const events: string[] = [];
  const { port } = await listen(t, ({ socket }, made) => {
    response = made;
    for (const event of ['prefinish', 'finish', 'close']) made.on(event, () => events.push(event));
    made.on('finish', () => {
      left = socket.writableLength;
    });
    made.end(BIG, () => events.push('callback'));
  });
  const socket = connect(port, '127.0.0.1').pause();
  socket.write('GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n');
  while (response === undefined) await new Promise((resolve) => setImmediate(resolve));
  t.strictSame([response.writableFinished, events.includes('finish')], [false, false]);
  t.ok(response.writableLength > 1_000_000, 'what waits can be seen');
  const closed = once(response, 'close');
  t.equal((await readAll(socket)).split('\r\n\r\n')[1]?.length, 2 * BIG.length);
  await closed;
  t.strictSame(events.toSorted(), ['callback', 'close', 'finish', 'prefinish']);
  t.ok(events.indexOf('finish') < events.indexOf('close'));
  t.equal(left, 0);
});

t.test('a length that is not kept to is refused where Node refuses it, and what was sent has been sent', async (t) => {
  let thrown: unknown;
  const { port } = await listen(t, (_request, response) => {
    response.strictContentLength = true;
    response.writeHead(200, { 'content-length': '2' });
    try {
      response.end('four');
    } catch (error) {
      thrown = error;
    }
    response.destroy();
  });
  await exchange(port, 'GET /');
  t.match(thrown, { code: 'ERR_HTTP_CONTENT_LENGTH_MISMATCH' });
});

t.test('nothing is finished for a client that has left, and the next one is answered', async (t) => {
  const events: string[] = [];
  const sockets: Socket[] = [];
  const { port } = await listen(t, (request, response) => {
    if (request.url !== '/leave') {
      response.end('here');
      return;
    }
    response.on('finish', () => events.push('finish'));
    response.on('close', () => {
      response.end('nobody reads this');
      events.push('close');
    });
    sockets[0]?.destroy();
  });
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.write('GET /leave HTTP/1.1\r\nhost: a\r\n\r\n');
  await once(socket, 'close');
  while (events.length === 0) await new Promise((resolve) => setImmediate(resolve));
  t.strictSame(events, ['close']);
  t.match(await exchange(port, 'GET /'), /here/);
});

t.test('applications answer so, unless their options name a class of their own', async (t) => {
  const Own = class extends http.ServerResponse {};
  const classOf = async (options: object): Promise<unknown> => {
    const server = createServer({ logger: false, ...options });
    server.get('/', (_request, reply) => reply.send(reply.raw.constructor === OWN ? 'ours' : reply.raw.constructor === Own ? 'theirs' : 'another'));
    t.teardown(() => server.close());
    return (await fetch(await server.listen({ port: 0 }))).text();
  };
  t.equal(await classOf({}), 'ours');
  t.equal(await classOf({ http: { maxHeaderSize: 10_000 } }), 'ours');
  t.equal(await classOf({ http: { ServerResponse: Own } }), 'theirs');
  t.equal(await classOf({ serverFactory: (handler: http.RequestListener) => http.createServer({ ServerResponse: Own }, handler) }), 'theirs');
});

t.test('servers of other protocols are made as they are asked for', (t) => {
  t.ok(createServer({ logger: false, http2: true }).server);
  t.equal(createServer({ logger: false, https: {} }).initialConfig.https, true);
  t.equal(createServer({ logger: false, https: true } as object).initialConfig.https, true);
  t.end();
});
