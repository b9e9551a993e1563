import { once } from 'node:events';
import { Bytes, Controller, Depends, Get, Type } from '@typhoon/core';
import t from 'tap';
import { httpClient } from '#src/define-http-client.js';
import type { HttpClient } from '#src/http-client.js';
import { AT_ONCE, createTestApp, runClient } from './fixtures/client.js';
import { sendJson, startUpstream } from './fixtures/upstream-server.js';

t.test('A call is repeated until it succeeds, but not one that changes something, unless it says so', async (t) => {
  const upstream = await startUpstream(t, (_, response, number) => sendJson(response, number, number % 3 === 0 ? 200 : 503));
  await runClient(t, { baseUrl: upstream.url, retries: AT_ONCE }, async (client) => {
    t.equal(await client.get('/', { response: Type.Integer() }), 3);
    await t.rejects(client.post('/', { json: 1 }), { message: /answered 503\.$/ });
    t.equal(upstream.requests.length, 4);
    t.equal(await client.post('/', { json: 1, retries: 2, response: Type.Integer() }), 6);
  });
});

t.test('What is a stream is sent once', async (t) => {
  const upstream = await startUpstream(t, (_, response) => sendJson(response, 1, 503));
  await runClient(t, { baseUrl: upstream.url, retries: AT_ONCE }, async (client) => {
    const body = (async function* () {
      yield Buffer.from('a');
    })();
    await t.rejects(client.put('/', { body }), { message: /answered 503\.$/ });
    t.equal(upstream.requests.length, 1);
  });
});

t.test('A service that asks for more time than there is gets none of our patience', async (t) => {
  const upstream = await startUpstream(t, (_, response) => sendJson(response, 1, 503, { 'retry-after': '60' }));
  await runClient(t, { baseUrl: upstream.url, timeout: '20s' }, async (client) => {
    await t.rejects(client.get('/'), { status: 502, message: /answered 503\.$/ });
    t.equal(upstream.requests.length, 1);
  });
});

t.test('The time of a call counts its repetitions, too', async (t) => {
  const upstream = await startUpstream(t, (_, response, number) => number === 1 && sendJson(response, 1, 503));
  await runClient(t, { baseUrl: upstream.url, timeout: 400, retries: AT_ONCE }, async (client) => {
    await t.rejects(client.get('/'), { code: 'upstream_timeout', message: /took longer than 400 ms\.$/ });
    t.equal(upstream.requests.length, 2);
  });
});

t.test('A call ends with its signal, whatever it is doing', async (t) => {
  const upstream = await startUpstream(t, ({ url }, response) => url === '/503' && sendJson(response, 1, 503, { 'retry-after': '5' }));
  await runClient(t, { baseUrl: upstream.url, concurrency: 1 }, async (client) => {
    const reason = new Error('enough');
    const aborted = async (path: string): Promise<void> => {
      const controller = new AbortController();
      const before = upstream.requests.length;
      const call = client.get(path, { signal: controller.signal });
      call.catch(() => undefined);
      while (path !== '/waits' && upstream.requests.length === before) await new Promise((resolve) => setTimeout(resolve, 2));
      controller.abort(reason);
      await t.rejects(call, { message: 'enough' }, path);
    };
    await aborted('/503');
    await aborted('/hangs');
    const hangs = new AbortController();
    const other = client.with({ signal: hangs.signal }).get('/hangs');
    await aborted('/waits');
    hangs.abort(reason);
    await t.rejects(other, { message: 'enough' });
    await t.rejects(client.get('/', { signal: AbortSignal.abort(reason) }), { message: 'enough' });
    t.match(client.hosts, [{ active: 0, waiting: 0, circuit: 'closed' }]);
  });
});

t.test('A call ends when the client of the request goes away', async (t) => {
  let arrived = (): void => undefined;
  const asked = new Promise<void>((resolve) => (arrived = resolve));
  const upstream = await startUpstream(t, () => arrived());
  const service = httpClient('service', { baseUrl: upstream.url });
  let ended = (_: unknown): void => undefined;
  const failure = new Promise((resolve) => (ended = resolve));
  @Controller('/')
  class Home {
    @Get('/', { response: Type.Unknown() }) async read(@Depends(service) client: HttpClient) {
      return client.get('/').catch((error: unknown) => ended(error));
    }
  }
  const app = createTestApp(t, { controllers: [Home] });
  const address = await app.listen({ port: 0 });
  const leaver = new AbortController();
  const request = fetch(address, { signal: leaver.signal });
  await asked;
  const socket = upstream.requests[0]?.socket;
  leaver.abort();
  await t.rejects(request);
  t.match(await failure, { name: 'AbortError', message: 'The client has gone away.' });
  if (socket?.destroyed === false) await once(socket, 'close');
});

t.test('A stream is passed on as it comes, beyond the time that it had to begin', async (t) => {
  const upstream = await startUpstream(t, async (_, response) => {
    response.writeHead(200, { 'content-type': 'text/plain', 'x-kind': 'slow' }).write('one ');
    setTimeout(() => response.end('two'), 400);
  });
  const files = httpClient('files', { baseUrl: upstream.url, timeout: 300 });
  @Controller('/')
  class Home {
    @Get('/', { response: Bytes('text/plain') }) async read(@Depends(files) client: HttpClient) {
      return (await client.stream('/')).body;
    }
  }
  const app = createTestApp(t, { controllers: [Home] });
  t.equal((await app.inject('/')).body, 'one two');
  await app.run(files, async (client) => {
    const { status, headers, cancel } = await client.stream('/');
    t.strictSame([status, headers['x-kind']], [200, 'slow']);
    t.match(client.hosts, [{ active: 1 }]);
    cancel();
    while (client.hosts[0]?.active !== 0) await new Promise((resolve) => setTimeout(resolve, 2));
    const small = await client.stream('/', { maxResponseSize: 5 });
    await t.rejects(small.body.toArray(), { code: 'TYPHOON_BODY_TOO_LARGE' });
  });
});

t.test('A stream that is no success is read, and thrown', async (t) => {
  const upstream = await startUpstream(t, (_, response) => sendJson(response, { why: 'gone' }, 410));
  await runClient(t, { baseUrl: upstream.url }, async (client) => {
    await t.rejects(client.stream('/'), { message: /answered 410\.$/ });
    const answer = await client.stream('/', { anyStatus: true });
    t.equal(Buffer.concat((await answer.body.toArray()) as Buffer[]).toString(), '{"why":"gone"}');
    t.match(client.hosts, [{ active: 0 }]);
  });
});
