import t from 'tap';
import { app } from '#src/coming-from/fastify.js';

t.teardown(() => app.close());

t.test('answers as the Fastify application beside it', async (t) => {
  const answer = await app.inject({ method: 'PUT', url: '/items/3', payload: { name: 'Pen', price: 1.5, color: 'blue' } });
  t.strictSame(answer.json(), { id: 3, name: 'Pen', price: 1.5 });
});
