import t from 'tap';
import { json, moduleOf } from '../../fixtures/generated.js';

t.test('the run time is told what it needs, and no more', async (t) => {
  const text = await moduleOf({ responses: { 200: json({}), 404: {} } }, { path: '/things/{id}', method: 'delete' });
  t.match(
    text,
    `    call: operation(transport, {
      id: 'things.call',
      method: 'DELETE',
      path: '/things/{id}',
      accept: ['application/json'],
      errors: { 404: true },
    }),`,
  );
});

t.test('names that every object has get their place before them', async (t) => {
  const parameters = [{ name: '__proto__', in: 'query', schema: { type: 'string' } }];
  const text = await moduleOf({ parameters });
  t.match(text, "parameters: { query__proto__: { in: 'query', name: '__proto__' } },");
  t.match(text, 'query__proto__?: string | undefined;');
});
