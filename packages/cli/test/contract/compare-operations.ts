import t from 'tap';
import { tell } from '../fixtures/contracts.js';

const item = (more: object) => ({ openapi: { paths: { '/a': more } } });

t.test('a path may be a reference, and says what holds for all its methods', async (t) => {
  const shared = { parameters: [{ in: 'query', name: 'q', required: true, schema: { type: 'string' } }], get: {}, summary: 'no method' };
  const before = { openapi: { paths: { '/a': { $ref: '#/components/pathItems/A' } }, components: { pathItems: { A: shared } } } };
  t.strictSame(tell(before, item(shared)), []);
  t.strictSame(tell(before, item({ get: {} })), ['!GET /a, query q: is removed: what clients send is no longer read']);
});

t.test('what is no document has no operations', async (t) => {
  for (const openapi of [{}, { paths: null }, { paths: [] }, { paths: { '/a': null } }, { paths: { '/a': { get: 'text' } } }])
    t.strictSame(tell({ openapi }, { openapi: {} }), []);
});
