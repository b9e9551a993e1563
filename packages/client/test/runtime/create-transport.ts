import t from 'tap';
import { createTransport } from '@typhoon/client';
import { READ, connect } from '../fixtures/connect.js';
import { json, serve } from '../fixtures/server.js';

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

t.test('says at once what base it cannot use', async (t) => {
  const wrong = [
    '',
    '/',
    'example',
    'localhost:3000',
    'ftp://x.example',
    'http://',
    'http://x.example/v1?a=1',
    'http://x.example/#a',
    new URL('ws://x.example'),
  ];
  for (const baseUrl of wrong) {
    t.throws(() => createTransport({ baseUrl }), { name: 'TypeError', message: `baseUrl '${String(baseUrl)}' is no http(s)://host` });
  }
  t.throws(() => createTransport({}), new TypeError("baseUrl 'undefined' is no http(s)://host"));
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

t.test('asks the fetch that it was given', async (t) => {
  const read = connect({ baseUrl: 'http://x.example', fetch: async (url, { method }) => Response.json({ url, method }) });
  t.strictSame(await read({ id: 1 }), { url: 'http://x.example/items/1', method: 'GET' });
});
