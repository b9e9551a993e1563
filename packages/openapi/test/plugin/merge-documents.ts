import t from 'tap';
import type { OpenApiDocument } from '#src/document.js';
import { mergeDocuments } from '#src/plugin/merge-documents.js';
import { INFO } from '../fixtures/documents.js';

const OURS: OpenApiDocument = {
  openapi: '3.1.1',
  info: INFO,
  servers: [],
  paths: { '/items': { get: { operationId: 'items.list' } } },
  components: { schemas: { Item: { type: 'object' } } },
};

t.test('adds the paths and components of the host', (t) => {
  const host = { paths: { '/items': { post: { tags: ['x'] } }, '/host': { get: {} } }, components: { schemas: { Host: { type: 'string' } } } };
  t.match(mergeDocuments(OURS, host, {}), {
    paths: { '/items': { get: { operationId: 'items.list' }, post: { tags: ['x'] } }, '/host': { get: { operationId: 'get_host' } } },
    components: { schemas: { Item: { type: 'object' }, Host: { type: 'string' } } },
  });
  t.end();
});

t.test('shows of the host what the tags of a document allow', (t) => {
  const host = { paths: { '/host': { get: { tags: ['public'] }, post: { tags: ['internal'] } }, '/none': { get: {} } } };
  t.strictSame(mergeDocuments(OURS, host, { include: ['public'] }).paths['/host'], {
    get: { summary: 'GET /host', tags: ['public'], operationId: 'get_host' },
  });
  t.notOk('/none' in mergeDocuments(OURS, host, { include: ['public'] }).paths);
  t.equal(mergeDocuments(OURS, host, { include: ['other'] }), OURS, 'nothing to add');
  t.end();
});

t.test('names what the host did not', (t) => {
  const host = { paths: { '/a-b/{c}': { get: {} }, '/a_b/{c}': { get: {}, put: { operationId: 'own', summary: 'Own' } } } };
  const { paths } = mergeDocuments(OURS, host, {});
  t.strictSame(paths['/a-b/{c}'], { get: { summary: 'GET /a-b/{c}', operationId: 'get_a_b_c' } });
  t.strictSame(paths['/a_b/{c}'], { get: { summary: 'GET /a_b/{c}', operationId: 'get_a_b_c_2' }, put: { operationId: 'own', summary: 'Own' } });
  t.end();
});

t.test('refuses two components of one name, unless they say the same', (t) => {
  const host = (schema: object) => ({ paths: { '/host': { get: {} } }, components: { schemas: { Item: schema as never } } });
  t.throws(() => mergeDocuments(OURS, host({ type: 'string' }), {}), {
    name: 'BootError',
    code: 'TYPHOON_ERR_OPENAPI_CONFLICT',
    message: /components\.schemas\.Item/,
  });
  t.match(mergeDocuments(OURS, host({ type: 'object' }), {}), { components: { schemas: { Item: { type: 'object' } } } });
  t.end();
});
