import t from 'tap';
import { BootError, Controller, Get, Type } from '@typhoon/core';
import { createWebApp } from './fixtures/web-app.js';

@Controller('/')
class RootController {
  @Get('/', { response: Type.String() })
  read() {
    return 'here';
  }

  @Get('/well', { response: Type.String(), fastify: { config: { typhoonProbe: true } } })
  well() {
    return 'well';
  }
}

const create = (trustedHosts: readonly string[], trustProxy = false) =>
  createWebApp({ trustedHosts }, { controllers: [RootController], server: { logger: false, trustProxy } });

t.test('serves its own names, with any port, and refuses others with 421', async (t) => {
  const app = create(['api.example.com', '*.example.org', '[::1]']);
  const rows = [
    ['api.example.com', 200],
    ['API.example.com:8080', 200],
    ['api.example.com.', 200],
    ['a.b.example.org', 200],
    ['[::1]:3000', 200],
    ['example.org', 421],
    ['evil-example.org', 421],
    ['api.example.com.evil.com', 421],
    ['evil.com:api.example.com', 421],
    ['evil.com/.example.org', 421],
    ['evil.com#.example.org', 421],
    ['evil.com?.example.org', 421],
    ['ada@evil.com\\.example.org', 421],
    ['.example.org', 421],
    ['a..example.org', 421],
  ] as const;
  for (const [host, status] of rows) t.equal((await app.inject({ url: '/', headers: { host } })).statusCode, status, host);
  const refused = await app.inject({ url: '/nowhere', headers: { host: 'evil.example' } });
  t.match({ status: refused.statusCode, body: refused.json() }, { status: 421, body: { code: 'host_not_allowed' } });
});

t.test('what asks after the health is answered by address, too', async (t) => {
  const app = create(['api.example.com']);
  t.equal((await app.inject({ url: '/well', headers: { host: '10.1.2.3:3000' } })).statusCode, 200);
  t.equal((await app.inject({ url: '/', headers: { host: '10.1.2.3:3000' } })).statusCode, 421);
});

t.test('behind a trusted proxy the forwarded name counts, and nobody else’s', async (t) => {
  const headers = { host: 'internal', 'x-forwarded-host': 'api.example.com' };
  t.equal((await create(['api.example.com'], true).inject({ url: '/', headers })).statusCode, 200);
  t.equal((await create(['api.example.com']).inject({ url: '/', headers })).statusCode, 421);
});

t.test('what is no name of a host is a mistake', async (t) => {
  t.throws(() => create(['https://api.example.com', 'api.example.com:80', '*']), {
    name: BootError.name,
    message: /'https:\/\/api\.example\.com'.*\n.*'api\.example\.com:80'.*\n.*'\*'/,
  });
});
