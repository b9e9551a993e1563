import t from 'tap';
import { app } from '#src/dependencies/functions.js';

t.teardown(() => app.close());

t.test('makes values of what the request carries', async (t) => {
  t.equal((await app.inject({ url: '/items?offset=20', headers: { 'accept-language': 'de-AT' } })).json(), 'de, items 20 to 30 (de)');
});

t.test('validates and documents what dependencies read', async (t) => {
  t.match((await app.inject('/items?limit=0')).json().errors, [{ loc: ['query', 'limit'] }]);
  const { paths } = (await app.inject('/openapi.json')).json();
  t.strictSame(paths['/items'].get.parameters.map((parameter: { name: string; in: string }) => `${parameter.in} ${parameter.name}`).sort(), [
    'header accept-language',
    'query limit',
    'query offset',
  ]);
});
