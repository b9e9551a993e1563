import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import t from 'tap';
import { parseText, readSource } from '#src/generate/load/source.js';

t.test('a document is read from an object, a path, a URL of a file, and an address', async (t) => {
  const folder = t.testdir({ 'api.yaml': 'openapi: 3.1.0\n', 'api.json': '{ "openapi": "3.1.0" }' });
  const server = createServer((_, response) => response.end('{"openapi":"3.2.0"}')).listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/openapi.json`;
  const object = { openapi: '3.0.0' };
  t.equal((await readSource(object)).value, object);
  t.strictSame((await readSource(join(folder, 'api.yaml'))).value, { openapi: '3.1.0' });
  t.strictSame((await readSource(pathToFileURL(join(folder, 'api.json')))).value, { openapi: '3.1.0' });
  t.strictSame(await readSource(address), { address, value: { openapi: '3.2.0' } });
});

t.test('what cannot be read says where it was looked for and why', async (t) => {
  const folder = t.testdir({ 'api.json': '{ "openapi": ' });
  await t.rejects(readSource(join(folder, 'none.json')), { code: 'TYPHOON_ERR_CLIENT_SOURCE', message: /none\.json.*ENOENT/ });
  await t.rejects(readSource(join(folder, 'api.json')), { code: 'TYPHOON_ERR_CLIENT_SOURCE', message: /neither JSON nor YAML/ });
  t.throws(() => parseText('\n<!doctype html>', 'a'), {
    code: 'TYPHOON_ERR_CLIENT_SOURCE',
    message: "'a' is HTML or XML, but a document in JSON or YAML is expected.",
  });
  const server = createServer((_, response) => response.writeHead(404).end()).listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  await t.rejects(readSource(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`), { code: 'TYPHOON_ERR_CLIENT_SOURCE', message: /status 404/ });
});

t.test('YAML that begins like JSON is YAML, and its times stay texts', async (t) => {
  t.strictSame(parseText('{ openapi: 3.1.0, at: 2020-01-01 }', 'a'), { openapi: '3.1.0', at: '2020-01-01' });
});
