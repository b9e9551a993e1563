import { once } from 'node:events';
import t from 'tap';
import { WebSocket as Client } from 'ws';
import { createApp } from '#src/app.js';
import type { ApplicationOptions } from '#src/app.js';
import { Cache, Controller, Get, Type, WebSocket } from '#src/index.js';
import type { Socket } from '#src/index.js';

@Controller('/')
class ThingsController {
  @Get('/bare', { response: Type.Integer() })
  bare() {
    return 1;
  }

  @Get('/kept', { response: Type.Integer() })
  @Cache({ ttl: '1h' })
  kept() {
    return 2;
  }

  @WebSocket('/echo', { receive: Type.String(), send: Type.String() })
  async echo(socket: Socket<string, string>) {
    for await (const text of socket) await socket.send(text);
  }
}

function start(test: Pick<typeof t, 'teardown'>, options: Partial<ApplicationOptions> = {}) {
  const app = createApp({ title: 'Things', version: '1', controllers: [ThingsController], server: { logger: false }, ...options });
  test.teardown(() => app.close());
  return app;
}

t.test('what is off costs nothing: no hook stands before a bare route, and nothing is told', async (t) => {
  const app = start(t);
  await app.ready();
  const [, bare = ''] = app.fastify.printRoutes({ includeHooks: true, commonPrefix: false }).split('/bare (GET');
  t.notMatch(bare.split('(HEAD')[0], /onRequest|onResponse|onSend|preHandler/);
  t.equal((await app.inject('/metrics')).statusCode, 404);

  const counting = start(t, { metrics: true });
  await counting.ready();
  const [, counted = ''] = counting.fastify.printRoutes({ includeHooks: true, commonPrefix: false }).split('/bare (GET');
  t.match(counted.split('(HEAD')[0], /onRequest/, 'it would have been seen');
});

t.test('requests, caches and sockets are counted', async (t) => {
  const app = start(t, { metrics: true });
  for (const path of ['/kept', '/kept', '/kept', '/bare']) await app.inject(path);
  const address = await app.listen({ port: 0 });
  const client = new Client(`${address.replace('http', 'ws')}/echo`);
  await once(client, 'open');
  client.send('"a"');
  await once(client, 'message');
  const { body } = await app.inject('/metrics');
  for (const line of [
    'http_requests_total{method="GET",route="/kept",status="200"} 3',
    'cache_lookups_total{result="hit"} 2',
    'cache_lookups_total{result="miss"} 1',
    'websocket_connections 1',
    'websocket_messages_total{direction="sent"} 1',
    'websocket_messages_total{direction="received"} 1',
    `build_info{title="Things",version="1",node="${process.version}"} 1`,
  ])
    t.match(body, `\n${line}\n`);
  client.terminate();
});

t.test('an upgrade that is refused counts as a request', async (t) => {
  const app = start(t, { metrics: { process: false } });
  const address = await app.listen({ port: 0 });
  const client = new Client(`${address.replace('http', 'ws')}/echo`, { origin: 'http://elsewhere.example' });
  await once(client, 'error');
  t.match((await app.inject('/metrics')).body, /^http_requests_total\{method="GET",route="\/echo",status="403"\} 1$/m);
});
