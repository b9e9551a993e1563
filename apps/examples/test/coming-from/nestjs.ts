import t from 'tap';
import { app } from '#src/coming-from/nestjs.js';

t.teardown(() => app.close());

t.test('answers as the NestJS application beside it', async (t) => {
  const payload = { name: 'Tom', age: 3, unknown: true };
  t.equal((await app.inject({ method: 'POST', url: '/cats', payload })).statusCode, 403);
  const created = await app.inject({ method: 'POST', url: '/cats', payload, headers: { 'x-roles': 'user,admin' } });
  t.strictSame([created.statusCode, created.json()], [201, { id: 1, name: 'Tom', age: 3 }]);
  t.strictSame((await app.inject('/cats/1')).json(), created.json());
  t.equal((await app.inject('/cats/2')).statusCode, 404);
});
