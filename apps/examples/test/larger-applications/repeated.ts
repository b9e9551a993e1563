import t from 'tap';
import { app } from '#src/larger-applications/repeated.js';

t.teardown(() => app.close());

t.test('a guard with an argument, shared options and a parameter decorator stand in for one another nowhere', async (t) => {
  const remove = (roles: string) => app.inject({ method: 'DELETE', url: '/orders/3', headers: { 'x-user': 'Ada', 'x-roles': roles } });
  t.equal((await app.inject({ url: '/orders/mine', headers: { 'x-user': 'Ada' } })).json(), 'The orders of Ada');
  t.equal((await remove('staff, sales')).json(), 'Ada removed 3');
  t.match((await remove('sales')).json(), { status: 403, code: 'role_missing', detail: "Only for 'staff'." });
  t.match((await app.inject('/openapi.json')).json().paths['/orders/{id}'].delete, {
    tags: ['staff'],
    responses: { 403: { $ref: '#/components/responses/RoleMissing' } },
  });
});
