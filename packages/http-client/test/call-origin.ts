import { Controller, Depends, Get, HttpError, Type, background } from '@typhoon/core';
import type { Background, Observer } from '@typhoon/core';
import t from 'tap';
import { httpClient } from '#src/define-http-client.js';
import type { HttpClient } from '#src/http-client.js';
import type { HttpClientOptions } from '#src/client-options.js';
import { createTestApp, runClient } from './fixtures/client.js';
import { sendJson, startUpstream } from './fixtures/upstream-server.js';

const TRACE = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', tracestate: 'a=1' };

/** What of a trace another service is told by a request that has one. */
async function told(t: Parameters<typeof createTestApp>[0], options: (url: string) => HttpClientOptions, own = {}) {
  const upstream = await startUpstream(t, (_, response) => sendJson(response, 1));
  const service = httpClient('service', options(upstream.url));
  @Controller('/')
  class Home {
    @Get('/', { response: Type.Unknown() }) async read(@Depends(service) client: HttpClient) {
      return (await client.get(options(upstream.url).baseUrl === undefined ? `${upstream.url}/` : '/')).status;
    }
  }
  const app = createTestApp(t, { controllers: [Home], server: { genReqId: () => 'id-7' }, ...own });
  await app.inject({ url: '/', headers: TRACE });
  const { 'x-request-id': id, traceparent, tracestate } = upstream.requests[0]?.headers ?? {};
  return [id, traceparent, tracestate];
}

t.test('A service is told the id of the request, and its trace as it came', async (t) => {
  t.strictSame(await told(t, (baseUrl) => ({ baseUrl })), ['id-7', TRACE.traceparent, TRACE.tracestate]);
});

t.test('Where the application takes part in traces, a service is told of the own span', async (t) => {
  const looked: unknown[] = [];
  const observer: Observer = {
    around: (observed, run) => {
      if (observed.kind === 'http') looked.push(observed.name, observed.attributes?.['url.template']);
      return run((attributes) => looked.push(attributes));
    },
    carrier: () => ({ traceparent: 'own', tracestate: 'b=2' }),
    resume: (_carrier, _observed, run) => run(() => undefined),
    bindings: () => undefined,
  };
  t.strictSame(await told(t, (baseUrl) => ({ baseUrl }), { observer }), ['id-7', 'own', 'b=2']);
  t.strictSame(looked, ['GET /', '/', { 'http.response.status_code': 200 }]);
});

t.test('Others are told nothing, unless it is wanted', async (t) => {
  t.strictSame(await told(t, () => ({ privateAddresses: true })), [undefined, undefined, undefined]);
  t.strictSame(await told(t, (baseUrl) => ({ baseUrl, propagate: false })), [undefined, undefined, undefined]);
  t.strictSame(await told(t, () => ({ privateAddresses: true, propagate: true })), ['id-7', TRACE.traceparent, TRACE.tracestate]);
});

t.test('Outside of requests there is nothing to tell', async (t) => {
  const upstream = await startUpstream(t, (_, response) => sendJson(response, 1));
  await runClient(t, { baseUrl: upstream.url }, async (client) => client.get('/'));
  t.equal(upstream.requests[0]?.headers['x-request-id'], undefined);
});

t.test('A stream that a request has begun and left ends with it, and gives its place back', async (t) => {
  const upstream = await startUpstream(t, (_, response) => response.writeHead(200).write('some'));
  const service = httpClient('service', { baseUrl: upstream.url, concurrency: 1 });
  const late: Promise<string>[] = [];
  @Controller('/')
  class Home {
    @Get('/left', { response: Type.Null() }) async left(@Depends(service) client: HttpClient) {
      await client.stream('/');
      return null;
    }
    @Get('/failed', { response: Type.Null() }) async failed(@Depends(service) client: HttpClient): Promise<null> {
      await client.stream('/');
      throw new HttpError(409);
    }
    @Get('/after', { response: Type.Null() }) after(@Depends(service) client: HttpClient, @Depends(background) work: Background) {
      const read = async (): Promise<string> => {
        const { body, cancel } = await client.stream('/');
        const [first] = (await body.take(1).toArray()) as Buffer[];
        cancel();
        return String(first);
      };
      work.add(() => late.push(read()));
      return null;
    }
  }
  const app = createTestApp(t, { controllers: [Home] });
  for (const url of ['/left', '/failed', '/left', '/after', '/left']) await app.inject(url);
  t.equal(upstream.requests.length, 5, 'each has had its place');
  t.strictSame(await Promise.all(late), ['some'], 'what begins after the answer is read to its end');
});

t.test('Many calls and streams of one request warn of no leak, and end with it', async (t) => {
  const warnings: string[] = [];
  const note = ({ message }: Error) => void warnings.push(message);
  process.on('warning', note);
  t.teardown(() => process.off('warning', note));
  const ended: Promise<unknown>[] = [];
  const upstream = await startUpstream(t, (request, response) => {
    if (request.url === '/') {
      sendJson(response, 1);
      return;
    }
    ended.push(new Promise((resolve) => response.once('close', resolve)));
    response.writeHead(200).write('some');
  });
  const service = httpClient('service', { baseUrl: upstream.url });
  @Controller('/')
  class Home {
    @Get('/', { response: Type.Integer() }) async read(@Depends(service) client: HttpClient) {
      const calls = Array.from({ length: 12 }, async () => [await client.get('/'), await client.stream('/stream')]);
      return (await Promise.all(calls)).length;
    }
  }
  const app = createTestApp(t, { controllers: [Home] });
  t.equal((await app.inject('/')).body, '12');
  await Promise.all(ended);
  t.equal(ended.length, 12);
  await new Promise((resolve) => setImmediate(resolve));
  t.strictSame(warnings, []);
});
