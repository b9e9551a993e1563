import t from 'tap';
import { app } from '#src/responses/cookies.js';

t.teardown(() => app.close());

t.test('sets cookies and headers', async (t) => {
  const first = await app.inject('/visits');
  t.match(first.cookies, [{ name: 'visits', value: '1', httpOnly: true, sameSite: 'Lax', path: '/' }]);
  t.equal(first.headers['cache-control'], 'no-store');
  t.equal((await app.inject({ url: '/visits', cookies: { visits: '1' } })).json(), 2);
});

t.test('documents the header', async (t) => {
  const { paths } = (await app.inject('/openapi.json')).json();
  t.match(paths['/visits'].get.responses['200'].headers, { 'set-cookie': { description: 'How often you were here.' } });
});
