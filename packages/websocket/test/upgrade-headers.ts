import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import t from 'tap';
import { WebSocket as Client } from 'ws';
import { Controller, Type, dependency, fastifyReply } from '@typhoon/core';
import { WebSocket } from '#src/index.js';
import { toHeaderLines } from '#src/upgrade-headers.js';
import { refusalOf } from './fixtures/client.js';
import { startApp } from './fixtures/start-app.js';

const visit = dependency({ reply: fastifyReply }, ({ reply }) => {
  void reply.header('set-cookie', 'visit=1; Path=/').header('set-cookie', 'theme=dark').header('x-node', 'a').header('content-type', 'text/plain');
});
const broken = dependency({ reply: fastifyReply }, ({ reply }) => void reply.header('x-node', 'a\r\nx-evil: 1'));

@Controller('/')
class VisitsController {
  @WebSocket('/visit', { send: Type.String(), dependencies: [visit] })
  visit() {
    return;
  }

  @WebSocket('/broken', { send: Type.String(), dependencies: [broken] })
  broken() {
    return;
  }
}

t.test('writes a line for each value, and none for what the upgrade says itself', async (t) => {
  const lines = (headers: Record<string, string | string[] | undefined>) => toHeaderLines({ getHeaders: () => headers, server: {} as FastifyInstance });
  t.strictSame(lines({ 'set-cookie': ['a=1', 'b=2'], 'x-a': 'é', 'content-length': '3', Connection: 'close', 'x-b': undefined }), [
    'set-cookie: a=1',
    'set-cookie: b=2',
    'x-a: é',
  ]);
  t.throws(() => lines({ 'x-a': 'a\r\nb: c' }), { code: 'ERR_INVALID_CHAR' });
});

t.test('sends the headers that dependencies set with the upgrade, and refuses one that is no header', async (t) => {
  const { url } = await startApp(t, { controllers: [VisitsController] });
  const client = new Client(`${url}/visit`);
  const [{ headers }] = (await once(client, 'upgrade')) as [IncomingMessage];
  t.match(headers, { 'set-cookie': ['visit=1; Path=/', 'theme=dark'], 'x-node': 'a' });
  t.notOk('content-type' in headers);
  t.match(await refusalOf(`${url}/broken`), { status: 500 });
});
