import t from 'tap';
import { documentOf, filesOf } from '../../fixtures/generated.js';

t.test('operations that read have queries, the others have mutations', async (t) => {
  const call = (id: string, tags: string[]) => ({ operationId: id, tags, responses: { 204: {} } });
  const stream = { ...call('items.watch', ['items']), responses: { 200: { content: { 'text/event-stream': {} } } } };
  const paths = {
    '/a': { get: call('items.read', ['items']), post: call('items.create', ['items']) },
    '/b': { get: call('health', []) },
    '/c': { get: stream },
  };
  const text = (await filesOf(documentOf({ paths }), { queries: true }))['queries.ts'] ?? '';
  t.match(
    text,
    "export interface ItemsQueries {\n  readonly read: WithQuery<itemsModule.Items['read']>;\n  readonly create: WithMutation<itemsModule.Items['create']>;\n}",
  );
  t.match(
    text,
    "    ...api,\n    items: {\n      ...api.items,\n      read: addQuery(api.items.read, 'items.read'),\n      create: addMutation(api.items.create, 'items.create'),\n    },\n    health: addQuery(api.health, 'health'),",
  );
  t.notMatch(text, /watch/);
});

t.test('without any there is nothing to add', async (t) => {
  const text = (await filesOf(documentOf({}), { queries: true }))['queries.ts'] ?? '';
  t.notMatch(text, /addQuery|addMutation/);
});
