import t from 'tap';
import { documentOf, filesOf } from '../../fixtures/generated.js';

async function indexOf(servers: unknown): Promise<string> {
  return (await filesOf(documentOf({ paths: { '/a': { get: {} } }, more: { servers } })))['index.ts'] ?? '';
}

t.test('the first server is the base URL, its variables at their defaults', async (t) => {
  const servers = [
    { url: 'https://{region}.shop.example:{port}/{none}', variables: { region: { default: 'eu' }, port: { default: 8443 } } },
    { url: '/other' },
  ];
  t.match(await indexOf(servers), "{ ...options, baseUrl: options.baseUrl ?? 'https://eu.shop.example:8443/{none}' }");
  t.match(await indexOf(undefined), "{ ...options, baseUrl: options.baseUrl ?? '/' }");
  t.match(await indexOf([{ url: "https://x.example/'+alert(1)+'" }]), `{ ...options, baseUrl: options.baseUrl ?? "https://x.example/'+alert(1)+'" }`);
});

t.test('an operation with a server of its own has it in its path', async (t) => {
  const files = await filesOf(documentOf({ paths: { '/a': { servers: [{ url: 'https://files.example/v1/' }], get: {} } } }));
  t.match(files['default.ts'], "path: 'https://files.example/v1/a',");
});

t.test('channels alone take the address of the first server that speaks WebSocket', async (t) => {
  const servers = { queue: { host: 'queue.example', protocol: 'kafka' }, web: { host: 'chat.example', pathname: '/v1', protocol: 'wss' } };
  const channels = { a: { address: '/a', messages: {} }, b: { address: 'b', servers: [{ $ref: '#/servers/queue' }], messages: {} } };
  const files = await filesOf({ asyncapi: '3.0.0', info: { title: 'C', version: '1' }, servers, channels });
  t.match(files['index.ts'], "baseUrl: options.baseUrl ?? 'https://chat.example/v1'");
  t.match(files['default.ts'], "path: '/a'");
  t.notMatch(files['default.ts'], "path: '/b'");
});
