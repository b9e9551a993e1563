import t from 'tap';
import { encodeReserved } from '#src/runtime/parameter-text.js';
import { toAddress } from '#src/runtime/request-address.js';
import type { OperationDefinition } from '#src/runtime/operation-definition.js';

const baseUrl = 'https://x.example';

function address(path: string, parameters: NonNullable<OperationDefinition['parameters']>, input: object) {
  const { url, headers } = toAddress({ options: {}, baseUrl }, { id: 'items.read', method: 'GET', path, parameters }, input);
  headers.delete('accept');
  return { path: url.slice(baseUrl.length), headers: Object.fromEntries(headers) };
}

t.test('puts each parameter where it belongs, by the name that it has on the wire', async (t) => {
  const given = address(
    '/items/{id}/{part}',
    {
      id: 'path',
      part: { in: 'path', mark: ';' },
      q: 'query',
      tags: { in: 'query', name: 'tag[]' },
      requestId: { in: 'header', name: 'X-Request-Id' },
      session: { in: 'cookie', name: 'sid' },
      theme: 'cookie',
    },
    { id: 3, part: 'a/b', q: 'x y', tags: ['a', 'b'], requestId: 'r 1', session: 's;1', theme: undefined },
  );
  t.strictSame(given, {
    path: '/items/3/;part=a%2Fb?q=x%20y&tag%5B%5D=a&tag%5B%5D=b',
    headers: { 'x-request-id': 'r 1', cookie: 'sid=s%3B1' },
  });
});

t.test('leaves the query away where nothing of it is given', async (t) => {
  t.equal(address('/items', { q: 'query', tags: 'query' }, { q: null, tags: [] }).path, '/items');
  t.equal(address('/items', { q: 'query' }, {}).path, '/items');
});

t.test('writes a whole query, as JSON or as a form', async (t) => {
  t.equal(address('/a', { filter: { in: 'query', name: '', content: 'application/json' } }, { filter: { a: [1] } }).path, '/a?%7B%22a%22%3A%5B1%5D%7D');
  t.equal(
    address('/a', { filter: { in: 'query', name: '', content: 'application/x-www-form-urlencoded' } }, { filter: { a: 1, b: 'x y' } }).path,
    '/a?a=1&b=x%20y',
  );
});

t.test('refuses a path that would lead elsewhere', async (t) => {
  for (const id of [undefined, '', '.', '..']) t.throws(() => address('/items/{id}/x', { id: 'path' }, { id }), { name: 'TypeError' }, String(id));
  const reserved = { id: { in: 'path', encode: encodeReserved } } as const;
  for (const id of ['a/../b', '%2e%2E', 'a/%2e./b', '/a']) t.throws(() => address('/items/{id}', reserved, { id }), { name: 'TypeError' }, id);
  t.equal(address('/items/{id}', { id: 'path' }, { id: '../admin' }).path, '/items/..%2Fadmin');
  t.equal(address('/items/{id}', reserved, { id: 'a/b?c' }).path, '/items/a/b%3Fc');
  t.equal(address('/items/{id}', { id: 'path' }, { id: '$& {x}' }).path, '/items/%24%26%20%7Bx%7D');
});

t.test('takes objects apart as their place has it, and as they say', async (t) => {
  const value = { a: 1, b: 'x y' };
  t.equal(address('/a', { value: 'query' }, { value }).path, '/a?a=1&b=x%20y');
  t.equal(address('/{value}', { value: 'path' }, { value }).path, '/a,1,b,x%20y');
  t.strictSame(address('/', { value: 'cookie' }, { value }).headers, { cookie: 'a=1; b=x%20y' });
  t.strictSame(address('/', { value: 'header' }, { value }).headers, { value: 'a,1,b,x y' });
  t.equal(address('/a', { value: { in: 'query', explode: false } }, { value }).path, '/a?value=a,1,b,x%20y');
});

t.test('tells nothing of a query, which may hold secrets', async (t) => {
  const definition = { id: 'a', method: 'GET', path: '/b?c=1', parameters: { key: 'query' } } as const;
  const { url, sent } = toAddress({ options: {}, baseUrl }, definition, { key: 'secret' });
  t.equal(url, 'https://x.example/b?c=1&key=secret');
  t.strictSame(sent, { operation: 'a', method: 'GET', url: 'https://x.example/b' });
});
