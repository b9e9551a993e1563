import t from 'tap';
import { app } from '#src/dependencies/global.js';

t.teardown(() => app.close());

t.test('runs dependencies of the application, of groups and of controllers for their effect', async (t) => {
  t.equal((await app.inject('/items')).statusCode, 200);
  t.equal((await app.inject({ url: '/items', headers: { 'x-version': '1' } })).statusCode, 426);
  t.equal((await app.inject('/admin/users')).statusCode, 403);
  t.equal((await app.inject({ url: '/admin/users', headers: { 'x-admin': 'yes' } })).json(), 'users');
});
