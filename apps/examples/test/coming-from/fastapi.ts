import t from 'tap';
import { app } from '#src/coming-from/fastapi.js';
import { answerOf } from '../fixtures/answer-of.js';
import type { SideRequest } from '../fixtures/answer-of.js';
import { pythonSkip, servePython } from '../fixtures/python.js';

t.teardown(() => app.close());

t.test('answers what the page says', async (t) => {
  const created = await app.inject({ method: 'POST', url: '/items', payload: { name: 'Pen', price: 1.5, description: 'blue' } });
  t.strictSame([created.statusCode, created.json()], [201, { id: 1, name: 'Pen', price: 1.5, description: 'blue' }]);
  t.strictSame((await app.inject('/items/1')).json(), created.json());
  t.strictSame((await app.inject('/items?q=x')).json(), []);
  t.strictSame((await app.inject('/items/2')).json(), { detail: 'Item not found' });
  t.match((await app.inject('/items/x')).json(), { detail: [{ type: 'int_parsing', loc: ['path', 'item_id'] }] });
});

const pen = { name: 'Pen', price: 1.5, description: 'blue' };

/** What both answer alike, to the letter. The item of the test before is there on our side: it is made on the other, too. */
const ALIKE: readonly SideRequest[] = [
  { path: '/items/' },
  { path: '/items/1' },
  { method: 'POST', path: '/items/', json: { ...pen, id: 9, color: 'blue' } },
  { path: '/items/2' },
  { path: '/items/?q=en&skip=1' },
  { path: '/items/?q=x' },
  { path: '/items/?skip=-1' },
  { path: '/items/?skip=many' },
  { path: '/items/3' },
  { path: '/items/0' },
  { path: '/items/x' },
  { method: 'POST', path: '/items/', json: {} },
  { method: 'POST', path: '/items/', json: { name: '', price: 0 } },
  { method: 'POST', path: '/items/', json: { name: 1, price: 'much', description: 2 } },
  { method: 'POST', path: '/items/', json: [] },
  { method: 'POST', path: '/items/' },
  { path: '/elsewhere' },
  { method: 'DELETE', path: '/items/1' },
];

t.test('answers as the FastAPI application beside it', { skip: pythonSkip() }, async (t) => {
  const ours = await app.listen({ port: 0 });
  const theirs = await servePython(t, 'fastapi_items');
  t.equal((await answerOf(theirs, { method: 'POST', path: '/items/', json: pen })).status, 201);
  for (const request of ALIKE) {
    t.strictSame(
      await answerOf(ours, request),
      await answerOf(theirs, request),
      `${request.method ?? 'GET'} ${request.path} ${JSON.stringify(request.json) ?? ''}`,
    );
  }

  await t.test('but leaves out what was not given, where FastAPI sends a null', async (t) => {
    const request = { method: 'POST', path: '/items/', json: { name: 'Ink', price: 2 } };
    t.strictSame((await answerOf(ours, request)).body, { id: 3, name: 'Ink', price: 2 });
    t.strictSame((await answerOf(theirs, request)).body, { id: 3, name: 'Ink', price: 2, description: null });
  });
  await t.test('and reads a null only where it is declared', async (t) => {
    const request = { method: 'POST', path: '/items/', json: { name: 'Ink', price: 2, description: null } };
    t.strictSame([(await answerOf(ours, request)).status, (await answerOf(theirs, request)).status], [422, 201]);
  });
});
