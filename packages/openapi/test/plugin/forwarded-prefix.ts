import t from 'tap';
import { forwardedPrefixOf } from '#src/plugin/forwarded-prefix.js';

const TRUSTED = ['127.0.0.1', '10.0.0.1'];

t.test('believes a proxy that is trusted, and nothing that is no path', (t) => {
  const rows: readonly [name: string, prefix: string | undefined, ips: string[] | undefined, want: string | undefined][] = [
    ['a prefix', '/shop', TRUSTED, '/shop'],
    ['one of several parts, with a slash at the end', '/a/b%20c/', TRUSTED, '/a/b%20c'],
    ['none', undefined, TRUSTED, undefined],
    ['the root', '/', TRUSTED, undefined],
    ['from a stranger', '/shop', ['127.0.0.1'], undefined],
    ['where no proxy is trusted', '/shop', undefined, undefined],
    ['another host', '//evil.example.com', TRUSTED, undefined],
    ['an address', 'https://evil.example.com', TRUSTED, undefined],
    ['markup', '/<script>', TRUSTED, undefined],
    ['a long one', `/${'a'.repeat(300)}`, TRUSTED, undefined],
  ];
  for (const [name, prefix, ips, want] of rows) t.equal(forwardedPrefixOf({ headers: { 'x-forwarded-prefix': prefix }, ips: ips as string[] }), want, name);
  t.end();
});
