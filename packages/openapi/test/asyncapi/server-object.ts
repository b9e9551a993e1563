import type { ServerDocumentation } from '@typhoon/core';
import t from 'tap';
import { toServer } from '#src/asyncapi/server-object.js';
import type { ServerObject } from '#src/asyncapi/server-object.js';

const ROWS: readonly (readonly [given: ServerDocumentation, base: string, want: ServerObject])[] = [
  [{ url: '/' }, 'http://localhost', { host: 'localhost', protocol: 'ws' }],
  [{ url: '/' }, 'https://example.com/shop', { host: 'example.com', protocol: 'wss', pathname: '/shop' }],
  [{ url: '/api/' }, 'http://example.com:8080/shop', { host: 'example.com:8080', protocol: 'ws', pathname: '/api' }],
  [{ url: 'api' }, 'http://[::1]:80', { host: '[::1]:80', protocol: 'ws', pathname: '/api' }],
  [{ url: 'https://a.example', description: 'The first.' }, 'http://localhost', { host: 'a.example', protocol: 'wss', description: 'The first.' }],
  [
    { url: 'https://{region}.example/{version}', variables: { region: { default: 'eu' }, version: { default: 'v1' }, other: { default: 'x' } } },
    'http://localhost',
    { host: '{region}.example', protocol: 'wss', pathname: '/{version}', variables: { region: { default: 'eu' }, version: { default: 'v1' } } },
  ],
];

for (const [given, base, want] of ROWS) {
  t.test(`${given.url} at ${base}`, (t) => {
    t.strictSame(toServer(given, base), want);
    t.end();
  });
}
