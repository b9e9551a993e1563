import { setTimeout as wait } from 'node:timers/promises';
import t from 'tap';
import { like } from '../fixtures/like.js';
import type { ClientRequest, Middleware } from '@typhoon/client';
import { connect } from '../fixtures/connect.js';
import { json, serve } from '../fixtures/server.js';

t.test('goes through the middleware in order, retries and credentials within', async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response, index) => json(response, index === 0 ? 503 : 200, { n: index }));
  const seen: string[] = [];
  const layer =
    (name: string): Middleware =>
    async (request, next) => {
      seen.push(`${name} ${request.operation} ${request.method}`);
      request.headers.append('x-layers', name);
      const response = await next(request);
      seen.push(`${name} ${response.status}`);
      return response;
    };
  const read = connect({ baseUrl, retry: { delay: 1 }, middleware: [layer('outer'), layer('inner')] });
  t.strictSame(await read({ id: 1 }), { n: 1 });
  t.strictSame(seen, ['outer items.read GET', 'inner items.read GET', 'inner 200', 'outer 200']);
  t.strictSame(
    asked.map(({ headers }) => headers['x-layers']),
    ['outer, inner', 'outer, inner'],
  );
});

t.test('lets middleware answer itself, send otherwise, and see what went wrong', async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response) => response.destroy());
  const cached: Middleware = async () => Response.json({ cached: true });
  t.strictSame(await connect({ baseUrl, middleware: [cached] })({ id: 1 }), { cached: true });
  t.equal(asked.length, 0);
  const rewriting: Middleware = (request, next) => next({ ...request, url: `${request.url}/more` } satisfies ClientRequest);
  const fallback: Middleware = (request, next) => next(request).catch((error: unknown) => Response.json({ error: (error as { kind: string }).kind }));
  t.strictSame(await connect({ baseUrl, middleware: [fallback, rewriting] })({ id: 1 }), { error: 'network' });
  t.equal(asked[0]?.url, '/items/1/more');
});

t.test('throws the mistakes of a middleware as they are', async (t) => {
  const broken: Middleware = async () => {
    throw new RangeError('a bug');
  };
  await t.rejects(connect({ baseUrl: 'http://x.example', middleware: [broken] })({ id: 1 }), like({ name: 'RangeError' }));
  await t.rejects(connect({ baseUrl: 'http://x.example', middleware: [broken] }).safe({ id: 1 }), like({ name: 'RangeError' }));
});

t.test('ends in time, also while the body comes, and says so', async (t) => {
  const silent = await serve(t, () => undefined);
  await t.rejects(connect({ baseUrl: silent.baseUrl, timeout: 20 })({ id: 1 }), like({ name: 'TransportError', kind: 'timeout', status: undefined }));
  const slow = await serve(t, (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{'));
  await t.rejects(connect({ baseUrl: slow.baseUrl })({ id: 1 }, { timeout: 100 }), like({ kind: 'timeout' }));
});

t.test("ends with the caller's signal, before and after the request has left", async (t) => {
  const { baseUrl, asked } = await serve(t, () => caller.abort(new Error('enough')));
  const caller = new AbortController();
  await t.rejects(connect({ baseUrl })({ id: 1 }, { signal: caller.signal }), like({ kind: 'aborted', cause: { message: 'enough' } }));
  await t.rejects(connect({ baseUrl })({ id: 1 }, { signal: caller.signal }), like({ kind: 'aborted' }));
  t.equal(asked.length, 1);
});

t.test('tells a body that broke off from one that is not what it should be', async (t) => {
  const cut = await serve(t, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"a":');
    setTimeout(() => response.destroy(), 10);
  });
  await t.rejects(connect({ baseUrl: cut.baseUrl })({ id: 1 }), like({ kind: 'network', status: 200 }));
  const page = await serve(t, (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>'));
  await t.rejects(
    connect({ baseUrl: page.baseUrl })({ id: 1 }),
    like({
      kind: 'undecodable',
      status: 200,
      request: { operation: 'items.read', url: `${page.baseUrl}/items/1` },
    }),
  );
});

t.test('says that nobody is there', async (t) => {
  await t.rejects(connect({ baseUrl: 'http://127.0.0.1:1' })({ id: 1 }), like({ kind: 'network', request: { method: 'GET' } }));
});

t.test('gives the time back once a call is over: what it left unread may take longer', async (t) => {
  let finish: () => void = () => undefined;
  const { baseUrl } = await serve(t, (_request, response) => {
    response.writeHead(200).write('begun, ');
    finish = () => response.end('ended');
  });
  for (const timeout of [1_000, 0, Infinity]) {
    const response = await connect({ baseUrl, timeout }).fetch({ id: 1 });
    // Longer than the call had.
    if (timeout < Infinity) await wait(timeout + 50);
    finish();
    t.equal(await response.text(), 'begun, ended', String(timeout));
  }
});
