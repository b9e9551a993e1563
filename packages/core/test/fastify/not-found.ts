import Fastify from 'fastify';
import t from 'tap';
import { answerUnrouted } from '#src/fastify/error-handler.js';
import { createNotFoundHandler } from '#src/fastify/not-found.js';

t.test('says which methods a path has, and nothing of one that has none', async (t) => {
  const host = Fastify();
  host.setNotFoundHandler(createNotFoundHandler(host, answerUnrouted('problem')));
  host.get('/a/:id', () => '');
  host.put('/a/:id', () => '');
  host.route({ method: ['POST', 'DELETE'], url: '/b', handler: () => '' });
  host.get('/files/*', () => '');
  host.get('/gone/*', (_request, reply) => reply.callNotFound());
  const rows = [
    ['DELETE', '/a/1', 405, 'GET, HEAD, PUT'],
    ['DELETE', '/a/1?x=/b', 405, 'GET, HEAD, PUT'],
    ['GET', '/b', 405, 'DELETE, POST'],
    ['HEAD', '/b', 405, 'DELETE, POST'],
    ['OPTIONS', '/files/a/b', 405, 'GET, HEAD'],
    ['GET', '/gone/a', 404, undefined],
    ['GET', '/a', 404, undefined],
    ['GET', '/a/1/2', 404, undefined],
    ['GET', '/', 404, undefined],
  ] as const;
  for (const [method, url, status, allow] of rows) {
    const response = await host.inject({ method, url });
    t.strictSame(
      [response.statusCode, response.headers.allow, response.headers['content-type']],
      [status, allow, 'application/problem+json; charset=utf-8'],
      url,
    );
  }
});

t.test('counts routes that ask for the version or the host of the request', async (t) => {
  const host = Fastify();
  host.setNotFoundHandler(createNotFoundHandler(host, answerUnrouted('problem')));
  host.get('/a', { constraints: { version: '1.0.0' } }, () => '');
  host.put('/a', { constraints: { host: 'a.example' } }, () => '');
  const ask = async (headers: Record<string, string>) => {
    const { statusCode, headers: answered } = await host.inject({ method: 'POST', url: '/a', headers });
    return [statusCode, answered.allow];
  };
  t.strictSame(await ask({ 'accept-version': '1.x' }), [405, 'GET, HEAD']);
  t.strictSame(await ask({ host: 'a.example' }), [405, 'PUT']);
  t.strictSame(await ask({ 'accept-version': '2.x' }), [404, undefined]);
  t.strictSame(await ask({}), [404, undefined]);
});

t.test('a route of OPTIONS for every address makes none known, however it is spelled', async (t) => {
  const host = Fastify({ routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true } });
  host.setNotFoundHandler(createNotFoundHandler(host, answerUnrouted('problem')));
  host.options('*', () => '');
  host.options('/files/*', () => '');
  for (const url of ['/a', '/a/', '/a%20b', '/%00', '//a', '/ä', '/*', '/a%2Fb', '/']) t.equal((await host.inject(url)).statusCode, 404, url);
  t.match(await host.inject('/files/a%20b/'), { statusCode: 405, headers: { allow: 'OPTIONS' } });
});

t.test('speaks in the envelope chosen', async (t) => {
  const host = Fastify();
  host.setNotFoundHandler(createNotFoundHandler(host, answerUnrouted('fastapi')));
  host.get('/a', () => '');
  t.strictSame((await host.inject('/b')).json(), { detail: 'Not Found' });
  t.strictSame((await host.inject({ method: 'POST', url: '/a' })).json(), { detail: 'Method Not Allowed' });
});
