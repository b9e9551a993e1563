import t from 'tap';
import { SchemaScope, isObject } from '#src/serialization/schema-scope.js';

t.test('finds what a reference names', async (t) => {
  const inner = { $id: 'Inner', type: 'integer' };
  const shadowed = { type: 'null' };
  const nested = { $defs: { Name: shadowed } };
  const name = { type: 'string' };
  const root = { $id: 'Root', $defs: { Name: name, 'a/b': { $id: 'AB' } }, properties: { inner, nested, flag: true } };
  const scope = new SchemaScope(root);
  for (const [reference, want] of [
    ['#', root],
    ['Root', root],
    ['Name', name],
    ['#/$defs/Name', name],
    ['Root#/$defs/Name', name],
    ['#/$defs/a~1b', root.$defs['a/b']],
    ['AB', root.$defs['a/b']],
    ['#/properties/inner', inner],
    ['#/properties/flag', true],
    ['Inner', inner],
  ] as const) {
    t.equal(scope.resolve(reference).schema, want, reference);
  }
  const inside = scope.enter(nested);
  t.equal(inside.resolve('Name').schema, shadowed, 'the nearest first');
  t.equal(inside.resolve('#').schema, root, '# is the nearest schema with an $id');
  t.equal(inside.resolve('#/properties/inner').schema, inner);
  for (const reference of ['Missing', '#/missing', 'Root#/$defs/Missing', '#/$id'])
    t.throws(() => scope.resolve(reference), { message: `The schema refers to '${reference}', but nothing in it has that name.` });
});

t.test('is the same scope wherever a schema is met again, so that recursion ends', async (t) => {
  const recursive = { $id: 'T0' };
  const scope = new SchemaScope({ items: recursive });
  const inside = scope.enter(recursive);
  t.equal(scope.enter(recursive), inside);
  t.equal(inside.enter(recursive), inside);
  t.equal(scope.enter({ type: 'string' }), scope);
});

t.test('tells schemas from other values', async (t) => {
  t.strictSame([{}, [], null, true].map(isObject), [true, false, false, false]);
});
