import t from 'tap';
import { app } from '#src/models/recursion.js';

t.teardown(() => app.close());

async function send(payload: object) {
  return app.inject({ method: 'POST', url: '/categories', payload });
}

t.test('reads what contains itself, as instances', async (t) => {
  t.strictSame((await send({ name: 'Writing', children: [{ name: 'Pens', children: [{ name: 'Blue' }] }, { name: 'Ink' }] })).json(), { count: 4 });
});

t.test('names the place of a mistake at any depth', async (t) => {
  const refused = await send({ name: 'Writing', children: [{ name: 'Pens', children: [{ name: '' }] }] });
  t.match(refused.json().errors, [{ type: 'string_too_short', loc: ['body', 'children', 0, 'children', 0, 'name'] }]);
});

t.test('refers to itself in the documents', async (t) => {
  const { components } = (await app.inject('/openapi.json')).json();
  t.strictSame(components.schemas.Category.properties.children.items, { $ref: '#/components/schemas/Category' });
});
