import t from 'tap';
import { app } from '#src/security/basic.js';

t.teardown(() => app.close());

t.test('asks for user name and password', async (t) => {
  const refused = await app.inject('/reports');
  t.strictSame([refused.statusCode, refused.headers['www-authenticate']], [401, 'Basic realm="Back office", charset="UTF-8"']);
  const read = async (login: string) => app.inject({ path: '/reports', headers: { authorization: `Basic ${Buffer.from(login).toString('base64')}` } });
  t.strictSame((await read('ada:correct horse')).json(), ['January', 'February']);
  t.equal((await read('ada:wrong')).statusCode, 401);
});
