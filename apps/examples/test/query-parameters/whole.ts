import t from 'tap';
import { app } from '#src/query-parameters/whole.js';
import { isShown } from '../fixtures/shown.js';

t.teardown(() => app.close());

t.test('reads the whole query as one model', async (t) => {
  t.strictSame((await app.inject('/items?limit=5')).json(), { sort: 'name', limit: 5 });
});

t.test('refuses keys that the model does not have', async (t) => {
  isShown(t, 'query-parameters/unknown', await app.inject('/items?colour=blue'));
});

t.test('shows each member as a parameter of its own', async (t) => {
  const document = (await app.inject('/openapi.json')).json();
  t.strictSame(
    document.paths['/items'].get.parameters.map((parameter: { name: string; required?: boolean }) => [parameter.name, parameter.required ?? false]),
    [
      ['q', false],
      ['sort', false],
      ['limit', false],
    ],
  );
});
