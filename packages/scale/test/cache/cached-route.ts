import { Controller, Get, Header, Type, dependency, security } from '@typhoon/core';
import t from 'tap';
import { Cache } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

const currentUser = dependency({ token: security.bearer() }, ({ token }) => ({ id: token }));

function createAccounts() {
  let count = 0;

  @Controller('/')
  class AccountsController {
    @Get('/mine', { security: [currentUser], response: Type.Integer() })
    @Cache({ ttl: '10s', key: dependency({ user: currentUser }, ({ user }) => user.id) })
    mine() {
      return ++count;
    }

    @Get('/tenant', { response: Type.Integer() })
    @Cache({ ttl: '10s', key: (request) => request.hostname })
    tenant() {
      return ++count;
    }

    @Get('/greeting', { response: Type.Integer() })
    @Cache({ ttl: '10s', vary: ['Accept-Language'], staleWhileRevalidate: '1m' })
    greeting(@Header('x-tone', Type.Optional(Type.String())) _tone: string | undefined) {
      return ++count;
    }
  }
  return AccountsController;
}

t.test('keeps an answer for whom the key names, and signs in each time', async (t) => {
  const app = await startApp(t, { controllers: [createAccounts()] });
  const read = async (user: string) => app.inject({ url: '/mine', headers: { authorization: `Bearer ${user}` } });
  const bodies = [await read('ada'), await read('grace'), await read('ada')].map(({ body }) => body);
  t.strictSame(bodies, ['1', '2', '1']);
  t.equal((await read('ada')).headers['cache-control'], 'private, max-age=10');
  t.equal((await app.inject('/mine')).statusCode, 401);
});

t.test('takes a key from a function of the request', async (t) => {
  const app = await startApp(t, { controllers: [createAccounts()] });
  const read = async (host: string) => (await app.inject({ url: '/tenant', headers: { host } })).body;
  t.strictSame([await read('a.test'), await read('b.test'), await read('a.test')], ['1', '2', '1']);
});

t.test('tells answers apart by headers, and says so', async (t) => {
  const app = await startApp(t, { controllers: [createAccounts()] });
  const read = async (headers: Record<string, string>) => app.inject({ url: '/greeting', headers });
  const bodies = [await read({}), await read({ 'accept-language': 'de' }), await read({ 'x-tone': 'dry' }), await read({})].map(({ body }) => body);
  t.strictSame(bodies, ['1', '2', '3', '1']);
  const { headers } = await read({});
  t.equal(headers.vary, 'x-tone, accept-language');
  t.equal(headers['cache-control'], 'public, max-age=10, stale-while-revalidate=60');
});

t.test('refuses a type that the route does not have, kept or not', async (t) => {
  const app = await startApp(t, { controllers: [createAccounts()] });
  await app.inject('/greeting');
  t.equal((await app.inject({ url: '/greeting', headers: { accept: 'text/html' } })).statusCode, 406);
});
