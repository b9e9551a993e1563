import t from 'tap';
import { app } from '#src/operations/describe.js';
import { isShownJson } from '../fixtures/shown.js';

t.teardown(() => app.close());

t.test('says it in the documents', async (t) => {
  const document = (await app.inject('/openapi.json')).json();
  const { '422': _validation, ...responses } = document.paths['/items/{id}'].get.responses;
  isShownJson(t, 'operations/read', { ...document.paths['/items/{id}'].get, responses });
  const { get } = document.paths['/items'];
  t.match(get, { operationId: 'search_items', tags: ['items', 'search'] });
  t.strictSame(
    get.parameters.map((parameter: { name: string }) => parameter.name),
    ['q', 'page'],
  );
  t.match(document.paths['/items/reindex'].post, { deprecated: true, operationId: 'items.reindex' });
  t.notOk('/items/health' in document.paths);
  t.match(document.info, { description: 'What the warehouse has.', license: { identifier: 'MIT' } });
});

t.test('serves what is hidden', async (t) => {
  t.equal((await app.inject('/items/health')).json(), 'ok');
  t.match((await app.inject('/items?debug=1')).json(), [{ name: 'debug' }]);
});
