import { readFileSync, readdirSync } from 'node:fs';
import t from 'tap';
import { startChat } from '../fixtures/chat.js';

const PUBLIC = new URL('../../public/', import.meta.url);

t.test('serves the pages and their files, under a policy that allows nothing inline and nothing from elsewhere', async (t) => {
  const client = await startChat(t);
  const paths = {
    '/': 'text/html',
    '/wall': 'text/html',
    '/assets/chat.css': 'text/css',
    '/assets/chat.js': 'application/javascript',
    '/assets/icon.svg': 'image/svg+xml',
    '/assets/client/index.js': 'application/javascript',
    '/assets/typhoon-client/index.js': 'application/javascript',
    '/assets/typhoon-client/runtime/operation.js': 'application/javascript',
  };
  for (const [path, type] of Object.entries(paths)) {
    const { status, headers } = await client.get(path);
    t.strictSame([status, String(headers['content-type']).split(';')[0]], [200, type], path);
    t.match(headers['content-security-policy'], /^default-src 'none'; script-src 'self'; style-src 'self';/);
    t.notMatch(headers['content-security-policy'], /unsafe|https?:|\*/);
    t.match(headers['content-disposition'], /^inline/);
  }
});

t.test('answers a file that has not changed with 304, and serves nothing else', async (t) => {
  const client = await startChat(t);
  const { headers } = await client.get('/assets/chat.css');
  t.equal((await client.get('/assets/chat.css', { headers: { 'if-none-match': String(headers['etag']) } })).status, 304);
  for (const path of ['/assets/none.js', '/assets/..%2Fpackage.json', '/assets/.env', '/assets/client/..%2Fapi.js', '/assets/typhoon-client/none.js'])
    t.equal((await client.get(path)).status, 404, path);
});

t.test('the files keep to the policy: no inline script or style, no handler in markup, no address of elsewhere', async (t) => {
  const names = readdirSync(PUBLIC).filter((name) => /\.(html|css|js)$/.test(name));
  t.ok(names.length > 5);
  for (const name of names) {
    const text = readFileSync(new URL(name, PUBLIC), 'utf8');
    t.notMatch(text, /https?:\/\//, name);
    t.notMatch(text, /innerHTML|insertAdjacentHTML|document\.write|eval\(/, name);
    if (name.endsWith('.html')) t.notMatch(text, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/, name);
  }
});
