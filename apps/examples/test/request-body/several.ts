import t from 'tap';
import { app } from '#src/request-body/several.js';
import { isShown, isShownJson } from '../fixtures/shown.js';

t.teardown(() => app.close());

const body = { item: { name: 'Pen', price: 1.5 }, author: { name: 'Ada' } };

t.test('embeds several bodies by their names', async (t) => {
  isShownJson(t, 'request-body/several-request', body);
  const answer = await app.inject({ method: 'PUT', url: '/items/3?notify=on', payload: body });
  t.strictSame(answer.json(), { id: 3, notify: true, ...body, importance: 3 });
});

t.test('names the body and the member that is wrong', async (t) => {
  isShown(t, 'request-body/several-wrong', await app.inject({ method: 'PUT', url: '/items/3', payload: { item: { name: 'Pen' }, importance: 9 } }));
});
