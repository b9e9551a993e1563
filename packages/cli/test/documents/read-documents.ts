import t from 'tap';
import { createApp as createCoreApp } from '@typhoon/core';
import { createApp } from 'typhoon';
import { readAsyncApi, readOpenApi } from '#src/documents/read-documents.js';

t.test('the document is the one that the application publishes, by its name where there are several', async (t) => {
  const app = createApp({ title: 'Shop', version: '1.0.0', controllers: [], docs: { documents: [{}, { name: 'internal', info: { title: 'Inside' } }] } });
  await app.ready();
  t.equal(readOpenApi(app, '.').info.title, 'Shop');
  t.ok(readOpenApi(app, '.', 'internal'));
  t.throws(() => readOpenApi(app, '.', 'external'), { code: 'TYPHOON_ERR_CLI_DOCUMENT', message: /'external'.*'internal'/ });
  t.equal(readAsyncApi(app, '.'), undefined);
  await app.close();
});

t.test('an application that publishes none has a document that package.json names', async (t) => {
  const app = createCoreApp({ controllers: [] });
  const folder = t.testdir({ 'package.json': '{"name":"shop","version":"3.0.0"}' });
  t.match(readOpenApi(app, folder).info, { title: 'shop', version: '3.0.0' });
  t.match(readOpenApi(app, t.testdir({ empty: {} })).info, { title: 'API', version: '0.0.0' });
  await app.close();
});
