import t from 'tap';
import { app } from '#src/responses/statuses.js';

t.teardown(() => app.close());

async function put(name: string) {
  return app.inject({ method: 'PUT', url: '/items/pen', payload: { name } });
}

t.test('answers with a status of its own for each case', async (t) => {
  const created = await put('Pen');
  t.strictSame([created.statusCode, created.headers.location, created.json()], [201, '/items/pen', { name: 'Pen' }]);
  t.equal((await put('Fountain pen')).statusCode, 200);
  t.strictSame((await put('x'.repeat(101))).json(), { job: 1 });
  const removed = await app.inject({ method: 'DELETE', url: '/items/pen' });
  t.strictSame([removed.statusCode, removed.payload], [204, '']);
});

t.test('documents each', async (t) => {
  const { paths } = (await app.inject('/openapi.json')).json();
  const { responses } = paths['/items/{id}'].put;
  t.match(Object.keys(responses), ['200', '201', '202', '413', '415', '422']);
  t.match(responses['201'], { description: 'The item was created.', headers: { location: { description: 'Where it is.' } } });
  t.match(Object.keys(paths['/items/{id}'].delete.responses), ['204']);
});
