import t from 'tap';
import { like } from '../fixtures/like.js';
import { createTransport, operation } from '@typhoon/client';
import type { ClientOptions, ClientRequest, Middleware, Operation, OperationDefinition, Success } from '@typhoon/client';
import { json, serve } from '../fixtures/server.js';

type Any = Operation<{ id?: number | undefined; q?: string; body?: unknown }, Success<200>, never>;

const READ: OperationDefinition = {
  id: 'items.read',
  method: 'GET',
  path: '/items/{id}',
  parameters: { id: 'path', q: 'query' },
  accept: ['application/json'],
};

const connect = (options: ClientOptions, definition = READ): Any => operation(createTransport({ retry: false, ...options }), definition);

t.test('puts paths behind the base, whatever it ends with', async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response) => json(response, 200, {}));
  for (const base of [`${baseUrl}/v1`, `${baseUrl}/v1/`, new URL('/v1', baseUrl)]) await connect({ baseUrl: base })({ id: 3, q: 'a b' });
  t.strictSame(
    asked.map(({ url }) => url),
    Array(3).fill('/v1/items/3?q=a%20b'),
  );
});

t.test('asks a server that the operation names', async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response) => json(response, 200, {}));
  await connect({ baseUrl: 'https://elsewhere.example' }, { ...READ, path: `${baseUrl}/other` })();
  t.equal(asked[0]?.url, '/other');
});

t.test('needs an absolute base outside of a page', async (t) => {
  for (const baseUrl of ['', '/', 'example']) t.throws(() => createTransport({ baseUrl }), { name: 'TypeError', code: 'ERR_INVALID_URL' });
});

t.test('sends the headers of the client and of the call, which may take some away', async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response) => json(response, 200, {}));
  const read = connect({ baseUrl, headers: { 'x-a': 'client', 'x-b': 'client', 'x-c': 'client' } });
  await read({ id: 1 }, { headers: { 'x-b': 'call', 'x-c': undefined } });
  t.match(asked[0]?.headers, { 'x-a': 'client', 'x-b': 'call', accept: /^application\/json,application\/problem\+json/ });
  t.notOk(asked[0]?.headers['x-c']);
  await read({ id: 1 }, { headers: { Accept: 'text/csv' } });
  t.equal(asked[1]?.headers.accept, 'text/csv');
});

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

t.test('asks the fetch that it was given', async (t) => {
  const read = connect({ baseUrl: 'http://x.example', fetch: async (url, { method }) => Response.json({ url, method }) });
  t.strictSame(await read({ id: 1 }), { url: 'http://x.example/items/1', method: 'GET' });
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

t.test('tells nothing of a query, which may hold secrets', async (t) => {
  const { url, sent } = createTransport({ baseUrl: 'https://x.example' }).address(
    { id: 'a', method: 'GET', path: '/b', parameters: { key: 'query' } },
    { key: 'secret' },
    {},
  );
  t.equal(url, 'https://x.example/b?key=secret');
  t.strictSame(sent, { operation: 'a', method: 'GET', url: 'https://x.example/b' });
});
