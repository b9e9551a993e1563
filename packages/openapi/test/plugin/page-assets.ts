import Fastify from 'fastify';
import t from 'tap';
import { PageAssets } from '#src/plugin/page-assets.js';

t.test('serves the files of the pages for good, each under its version, and nothing else', async (t) => {
  const fastify = Fastify();
  t.teardown(() => fastify.close());
  const assets = new PageAssets();
  await assets.register(fastify, '/files');
  const address = await assets.versionOf('swagger-ui.css');
  t.match(address, /^swagger-ui\.css\?v=[\w-]{22}$/);
  const answer = await fastify.inject(`/files/${address}`);
  t.match(answer, {
    statusCode: 200,
    headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable', 'x-content-type-options': 'nosniff' },
  });
  for (const file of ['LICENSE', '../package.json', '%2e%2e/page.css', 'swagger-ui.css.map'])
    t.equal((await fastify.inject(`/files/${file}`)).statusCode, 404, file);
});

t.test('asks again for files that others import without their version', async (t) => {
  const fastify = Fastify();
  t.teardown(() => fastify.close());
  await new PageAssets().register(fastify, '/files');
  const first = await fastify.inject('/files/channel-schema.js');
  t.match(first, { statusCode: 200, headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' } });
  const etag = String(first.headers.etag);
  t.equal((await fastify.inject({ url: '/files/channel-schema.js', headers: { 'if-none-match': etag } })).statusCode, 304);
});

t.test('serves every file that a script of the pages imports', async (t) => {
  const fastify = Fastify();
  t.teardown(() => fastify.close());
  await new PageAssets().register(fastify, '/files');
  const names = new Set<string>();
  for (const file of ['channels.js', 'channel-console.js', 'channel-schema.js']) {
    for (const [, name = ''] of (await fastify.inject(`/files/${file}`)).payload.matchAll(/from '\.\/([^']+)'/g)) names.add(name);
  }
  t.strictSame([...names].sort(), ['channel-console.js', 'channel-credentials.js', 'channel-elements.js', 'channel-fields.js', 'channel-schema.js']);
  for (const name of names) t.match((await fastify.inject(`/files/${name}`)).headers, { 'cache-control': 'no-cache' }, name);
});

t.test('holds no address of another host that a page would load from', async (t) => {
  const fastify = Fastify();
  t.teardown(() => fastify.close());
  await new PageAssets().register(fastify, '/files');
  t.notMatch((await fastify.inject('/files/redoc.standalone.js')).payload, /cdn\.redoc\.ly/);
});
