import t from 'tap';
import { BootError, Controller, Get, Post, Query, Redirect, Type, createApp, reply } from '#src/index.js';
import type { Reply } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

@Controller('/')
class Elsewhere {
  @Get('/to', { response: Redirect })
  to(@Query('url', Type.String()) url: string): string {
    return url;
  }

  @Get('/url', { response: Redirect, status: 308 })
  url(): URL {
    return new URL('https://example.com/ä?b=c d');
  }

  @Post('/form', { response: Redirect, status: 303 })
  form(): string {
    return '/items/3';
  }

  @Get('/chosen', { responses: { 307: Redirect, 301: Redirect } })
  chosen(): Reply<301, string> | Reply<307, string> {
    return reply(301, '/new');
  }

  @Get('/wrong', { response: Redirect })
  wrong(): never {
    return 42 as never;
  }

  // @ts-expect-error a number is no address
  @Get('/refused', { response: Redirect })
  refused(): number {
    return 1;
  }
}

t.test('sends the status chosen, the address, and no body', async (t) => {
  const app = await startApp(t, { controllers: [Elsewhere] });
  const rows = [
    ['GET', '/url', 308, 'https://example.com/%C3%A4?b=c%20d'],
    ['POST', '/form', 303, '/items/3'],
    ['GET', '/chosen', 301, '/new'],
    ['HEAD', '/chosen', 301, '/new'],
  ] as const;
  for (const [method, url, status, location] of rows) {
    const response = await app.inject({ method, url });
    t.strictSame([response.statusCode, response.headers.location, response.payload, response.headers['content-type']], [status, location, '', undefined], url);
  }
});

t.test('escapes what no URL has, once', async (t) => {
  const app = await startApp(t, { controllers: [Elsewhere] });
  const rows = [
    ['/a b', '/a%20b'],
    ['/%20ü', '/%20%C3%BC'],
    ['/\\evil.example', '/%5Cevil.example'],
    ['?q="<>"#x', '?q=%22%3C%3E%22#x'],
    ['https://example.com:8080/a;b=c?d=e&f=[1]#g', 'https://example.com:8080/a;b=c?d=e&f=[1]#g'],
    ['my-app://open?id=1', 'my-app://open?id=1'],
  ] as const;
  for (const [url, want] of rows) {
    const response = await app.inject({ url: '/to', query: { url } });
    t.strictSame([response.statusCode, response.headers.location], [302, want], url);
  }
});

t.test('lets nobody write headers: what is no address is a neutral 500', async (t) => {
  const app = await startApp(t, { controllers: [Elsewhere] });
  for (const url of ['/a\r\nset-cookie: a=b', '/a\nb', '/\u0000', '', 'http://', 'https://exa mple.com:99999/']) {
    const response = await app.inject({ url: '/to', query: { url } });
    t.equal(response.statusCode, 500, JSON.stringify(url));
    t.equal(response.headers['set-cookie'], undefined);
    t.equal(response.headers.location, undefined);
    t.match(app.lines.at(-1)?.msg, 'Elsewhere.to returned what cannot be sent with status 302: its response expects an address, but got');
  }
  t.equal((await app.inject('/wrong')).statusCode, 500);
  t.match(app.lines.at(-1)?.msg, 'expects a URL or a string, but got a number');
});

t.test('is refused at boot with a status that leads nowhere', (t) => {
  @Controller('/')
  class Wrong {
    @Get('/', { response: Redirect, status: 200 })
    wrong(): string {
      return '/';
    }
  }
  t.throws(() => createApp({ controllers: [Wrong] }), {
    code: 'TYPHOON_ERR_ROUTE_RESPONSE',
    message: /Wrong\.wrong: the status '200' makes no sense with the response 'redirect'\. Choose 301, 302, 303, 307 or 308\./,
  });
  t.throws(() => createApp({ controllers: [Wrong] }), BootError);
  t.end();
});
