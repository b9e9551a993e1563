import t from 'tap';
import { app } from '#src/responses/filter.js';

t.teardown(() => app.close());

t.test('never sends what the response does not declare', async (t) => {
  const created = await app.inject({ method: 'POST', url: '/users', payload: { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' } });
  t.equal(created.statusCode, 201);
  t.equal(created.payload, '{"name":"Ada","email":"ada@example.com"}');
  t.equal((await app.inject('/users')).payload, '[{"name":"Ada","email":"ada@example.com"}]');
});
