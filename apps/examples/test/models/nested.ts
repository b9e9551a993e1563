import t from 'tap';
import { app } from '#src/models/nested.js';
import { isShown } from '../fixtures/shown.js';

t.teardown(() => app.close());

async function send(payload: object) {
  return app.inject({ method: 'POST', url: '/items', payload });
}

t.test('reads models within models', async (t) => {
  const item = { name: 'Pen', dimensions: { width: 1, height: 14 }, images: [{ url: 'https://img.example.com/pen.png' }] };
  t.strictSame((await send(item)).json(), ['img.example.com']);
});

t.test('names the place of a mistake, however deep', async (t) => {
  isShown(t, 'models/nested-wrong', await send({ name: 'Pen', dimensions: { width: 1 }, images: [{ url: 'pen.png' }] }));
});

t.test('refers to the inner model by its name', async (t) => {
  const document = (await app.inject('/openapi.json')).json();
  t.strictSame(document.components.schemas.Item.properties.images.items, { $ref: '#/components/schemas/Image' });
});
