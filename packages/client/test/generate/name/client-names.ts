import t from 'tap';
import { documentOf, filesOf } from '../../fixtures/generated.js';

const OK = { 204: { description: '' } };

/** `{ path: [id, tag] }` → files */
async function clientOf(calls: Record<string, [id?: string, tag?: string]>, tags: string[] = []) {
  const paths = Object.fromEntries(
    Object.entries(calls).map(([path, [id, tag]]) => [
      path,
      { get: { ...(id !== undefined && { operationId: id }), ...(tag !== undefined && { tags: [tag] }), responses: OK } },
    ]),
  );
  return filesOf(documentOf({ paths, more: { tags: tags.map((name) => ({ name })) } }));
}

function membersOf(text = ''): string[] {
  return [...text.matchAll(/^ {2}readonly (\S+): (?:Stream)?Operation</gm)].map(([, name]) => name ?? '');
}

t.test('the last part of an id is the name of an operation', async (t) => {
  const files = await clientOf({
    '/a': ['items.read', 'items'],
    '/b': ['signIn.signIn', 'items'],
    '/c': ['repos/list-all', 'items'],
    '/d': ['items_remove', 'items'],
    '/e': ['GetPets', 'items'],
  });
  t.strictSame(membersOf(files['items.ts']), ['read', 'signIn', 'listAll', 'remove', 'getPets']);
});

t.test('operations that would have the same name keep all of theirs, but for those of the tag', async (t) => {
  const files = await clientOf({ '/a': ['items.read', 'items'], '/b': ['orders.read', 'items'], '/c': ['a.list', 'items'], '/d': ['b.list', 'items'] });
  t.strictSame(membersOf(files['items.ts']), ['read', 'ordersRead', 'aList', 'bList']);
});

t.test('an operation without an id is called after its method and path; one without a tag stands in the client', async (t) => {
  const files = await clientOf({ '/pets/{id}/toys.json': [] });
  t.strictSame(membersOf(files['default.ts']), ['getPetsByIdToysJson']);
  t.match(files['index.ts'], 'export interface Client extends DefaultGroup {}');
  t.match(files['index.ts'], '...defaultGroup(transport),');
});

t.test('what has no tag belongs to the first part of its id', async (t) => {
  const files = await clientOf({ '/a': ['items.read'], '/b': ['orders.read'], '/c': ['orders/lines.list'], '/d': ['ping'], '/e': ['things.list', 'items'] });
  t.strictSame(Object.keys(files).sort(), ['default.ts', 'index.ts', 'items.ts', 'models.ts', 'orders.ts']);
  t.strictSame([membersOf(files['items.ts']), membersOf(files['orders.ts']), membersOf(files['default.ts'])], [['read', 'list'], ['read', 'list'], ['ping']]);
});

t.test('tags become modules in the order of the document, however they are spelt', async (t) => {
  const files = await clientOf(
    { '/a': ['a', 'Pet Store'], '/b': ['b', 'pet-store'], '/c': ['c', '../../../etc'], '/d': ['d', 'index'], '/e': ['e', 'delete'], '/f': ['f', 'con'] },
    ['delete', 'unused'],
  );
  t.strictSame(Object.keys(files).sort(), ['con-2.ts', 'delete.ts', 'etc.ts', 'index-2.ts', 'index.ts', 'models.ts', 'pet-store-2.ts', 'pet-store.ts']);
  t.match(files['index.ts'], /readonly delete: DeleteGroup;\s+readonly petStore: PetStore;\s+readonly petStore2: PetStore2;/);
});

t.test('no operation is called as what every object has', async (t) => {
  const files = await clientOf({ '/a': ['then', 'x'], '/b': ['constructor', 'x'], '/c': ['__proto__', 'x'], '/d': ['...', 'x'], '/e': ['no', 'x'] });
  t.strictSame(membersOf(files['x.ts']), ['then_', 'constructor_', 'proto', 'call', 'no']);
});

t.test('types of operations do not collide with each other or with imports', async (t) => {
  const files = await clientOf({ '/a/{x}': ['read', 'operation'], '/b/{x}': ['Read', 'operation'], '/c/{x}': ['file', 'operation'] });
  const text = files['operation.ts'] ?? '';
  t.match(text, 'export function operationGroup(transport: Transport): OperationGroup {');
  const names = [...text.matchAll(/export (?:type|interface) (\w+)/g)].map(([, name]) => name);
  t.equal(new Set(names).size, names.length);
  t.notOk(names.includes('FileInput'));
});
