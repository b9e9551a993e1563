import t from 'tap';
import { app } from '#src/larger-applications/shared-routes.js';

t.teardown(() => app.close());

t.test('routes of a base class answer under each controller, over its own rows', async (t) => {
  t.strictSame((await app.inject('/colors')).json(), [{ id: 1, name: 'Blue' }]);
  t.strictSame((await app.inject('/sizes/1')).json(), { id: 1, name: 'Small' });
  t.equal((await app.inject({ method: 'DELETE', url: '/sizes/1' })).statusCode, 204);
  t.match((await app.inject('/sizes/1')).json(), { status: 404, code: 'not_here' });
  t.equal((await app.inject({ method: 'DELETE', url: '/colors/1' })).statusCode, 405);
  t.strictSame(Object.keys((await app.inject('/openapi.json')).json().paths), ['/colors', '/colors/{id}', '/sizes', '/sizes/{id}']);
});
