import t from 'tap';
import { toRequestUrl } from '#src/request-url.js';

const BASE = new URL('https://api.test:8443/v2/');

t.test('An address is made of base, path, values and query', (t) => {
  const rows: readonly (readonly [parts: Parameters<typeof toRequestUrl>[1], want: string])[] = [
    [{ path: '/' }, '/v2/'],
    [{ path: '/a/:b', params: { b: 'ä/ö' } }, '/v2/a/%C3%A4%2F%C3%B6'],
    [{ path: '/a:b/c' }, '/v2/a:b/c'],
    [{ path: '//evil.test/x' }, '/v2//evil.test/x'],
    [{ path: '/:a?x=1', params: { a: 'b' }, query: { y: 2 } }, '/v2/b?x=1&y=2'],
    [
      { path: '/a', query: { list: [1, true, 'x'], none: undefined, nil: null, at: new Date(0), big: 5n, empty: '' } },
      '/v2/a?list=1&list=true&list=x&at=1970-01-01T00%3A00%3A00.000Z&big=5&empty=',
    ],
  ];
  for (const [parts, want] of rows) t.equal(toRequestUrl(BASE, parts).href, `https://api.test:8443${want}`);
  t.equal(toRequestUrl(undefined, { path: 'http://host.test:81/users/:id#top', params: { id: 7 } }).href, 'http://host.test:81/users/7');
  t.equal(toRequestUrl(undefined, { path: 'http://host.test/a/:b' }).pathname, '/a/:b');
  t.end();
});

t.test('A path that leaves the base, or lacks a value, is a mistake of the program', (t) => {
  for (const path of ['a', '@evil.test', '/../v1', '/..', '/%2e%2e/admin', '\\a']) t.throws(() => toRequestUrl(BASE, { path }), TypeError, path);
  for (const id of ['', '.', '..']) t.throws(() => toRequestUrl(BASE, { path: '/:id', params: { id } }), TypeError);
  t.throws(() => toRequestUrl(BASE, { path: '/:constructor' }), TypeError);
  t.end();
});

t.test('What is no address of HTTP is a 502: it may have come from a client', (t) => {
  for (const path of ['/a', 'file:///etc/passwd', 'ftp://a.test', 'nonsense', ''])
    t.throws(() => toRequestUrl(undefined, { path }), { code: 'upstream_failed' }, path);
  t.end();
});
