import { get } from 'node:http';
import { Controller, Depends, Get, Header, Type, dependency, fastifyReply, fastifyRequest, reply, security } from '@typhoon/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import t from 'tap';
import { Cache } from '#src/index.js';
import type { CacheStore } from '#src/index.js';
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

t.test('keeps nothing that its handler says differs by what the key does not know, in whatever spelling', async (t) => {
  let count = 0;

  @Controller('/')
  class SaidController {
    @Get('/language', { responses: { 200: Type.Integer() } })
    @Cache({ ttl: '10s' })
    language() {
      return reply(200, ++count, { vary: 'Accept-Language' });
    }

    @Get('/everything', { responses: { 200: Type.Integer() } })
    @Cache({ ttl: '10s' })
    everything() {
      return reply(200, ++count, { vary: '*' });
    }

    @Get('/mine', { responses: { 200: Type.Integer() } })
    @Cache({ ttl: '10s' })
    mine() {
      return reply(200, ++count, { 'cache-control': 'Private' });
    }

    @Get('/secret', { responses: { 200: Type.Integer() } })
    @Cache({ ttl: '10s', key: (request) => request.hostname })
    secret() {
      return reply(200, ++count, { 'cache-control': 'No-Store' });
    }

    @Get('/known', { responses: { 200: Type.Integer() } })
    @Cache({ ttl: '10s', vary: ['accept-language'] })
    known() {
      return reply(200, ++count, { vary: 'Accept-Language, accept-encoding' });
    }
  }

  const app = await startApp(t, { controllers: [SaidController] });
  for (const url of ['/language', '/everything', '/mine', '/secret']) {
    const first = await app.inject({ url, headers: { 'accept-language': 'de' } });
    const second = await app.inject({ url, headers: { 'accept-language': 'en' } });
    t.not(second.body, first.body, url);
    t.equal(second.headers.age, undefined);
  }
  const kept = [await app.inject('/known'), await app.inject('/known')];
  t.equal(kept[1]?.body, kept[0]?.body);
});

t.test('computes once more, and not once for each who waits, where the client leaves for whom it was computed', async (t) => {
  let begun = 0;
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));

  @Controller('/')
  class SlowController {
    @Get('/slow', { response: Type.Integer() })
    @Cache({ ttl: '10s' })
    async slow() {
      begun++;
      await finished;
      return begun;
    }
  }

  const app = await startApp(t, { controllers: [SlowController] });
  let asked = 0;
  const address = await app.fastify.listen({ port: 0, host: '127.0.0.1' });
  app.fastify.server.on('request', () => asked++);
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const leaving = get(`${address}/slow`);
  leaving.on('error', () => undefined);
  await until(() => begun === 1);
  const waiting = Array.from({ length: 10 }, async () => (await fetch(`${address}/slow`)).text());
  await until(() => asked === 11);
  leaving.destroy();
  await until(() => begun > 1);
  finish();
  t.strictSame(new Set(await Promise.all(waiting)), new Set(['2']));
});

t.test('tells nobody what the cookies of another have made of an answer whose handler sees the raw request', async (t) => {
  const caller = dependency({ request: fastifyRequest }, ({ request }) => request.headers.cookie ?? 'nobody');

  @Controller('/')
  class PagesController {
    @Get('/raw', { response: Type.Array(Type.String()) })
    @Cache({ ttl: '10s' })
    raw(@Depends(caller) name: string, @Depends(fastifyRequest) request: FastifyRequest) {
      return [name, request.url];
    }

    @Get('/plain', { response: Type.Integer() })
    @Cache({ ttl: '10s' })
    plain() {
      return ++plainCalls;
    }
  }
  let plainCalls = 0;

  const app = await startApp(t, { controllers: [PagesController] });
  const read = async (url: string, cookie?: string) => app.inject({ url, headers: cookie === undefined ? {} : { cookie } });
  t.strictSame((await read('/raw', 'ada')).json(), ['ada', '/raw']);
  t.strictSame((await read('/raw', 'grace')).json(), ['grace', '/raw']);
  t.strictSame((await read('/raw')).json(), ['nobody', '/raw']);
  t.match(await read('/raw'), { headers: { age: /\d/ } }, 'strangers share');
  t.strictSame((await read('/raw', 'ada')).json(), ['ada', '/raw']);
  t.strictSame((await read('/raw?page=2')).json(), ['nobody', '/raw?page=2'], 'and so are queries that nothing declares');
  t.strictSame([(await read('/plain', 'ada')).body, (await read('/plain', 'grace')).body], ['1', '1'], 'who sees no cookie cannot tell it on');
});

t.test('keeps a header that the handler makes of one which a hook has set', async (t) => {
  let count = 0;

  @Controller('/')
  class PagesController {
    @Get('/', { response: Type.Integer() })
    @Cache({ ttl: '10s' })
    read(@Depends(fastifyReply) answer: FastifyReply) {
      answer.header('x-frame-options', 'SAMEORIGIN');
      return ++count;
    }
  }

  let requests = 0;
  const app = await startApp(t, {
    controllers: [PagesController],
    plugins: [
      (fastify) => {
        fastify.addHook('onRequest', (_request, answer, done) => {
          answer.headers({ 'x-frame-options': 'DENY', 'x-request': String(++requests) });
          done();
        });
      },
    ],
  });
  for (const number of ['1', '2']) {
    t.match(await app.inject('/'), { body: '1', headers: { 'x-frame-options': 'SAMEORIGIN', 'x-request': number } });
  }
});

t.test('says in whole seconds how old an answer is, and still serves one that is stale while another makes a new one', async (t) => {
  let age = 61_900;
  const store: CacheStore = {
    get: async () => Promise.resolve({ value: '{"content-type":"application/json"}\n7', age, ttl: 90_000 }),
    claim: async () => Promise.resolve(undefined),
    invalidate: async () => Promise.resolve(),
    invalidateTag: async () => Promise.resolve(),
    close: async () => Promise.resolve(),
  };
  const app = await startApp(t, { controllers: [createAccounts()], store });
  t.match(await app.inject('/greeting'), { body: '7', headers: { age: '61' } });
  age = 95_000;
  t.match(await app.inject('/greeting'), { body: '7', headers: { age: '95' } }, 'somebody else has claimed it');
});
