import t from 'tap';
import {
  Controller,
  Depends,
  Get,
  HttpError,
  Model,
  Type,
  WebSocket,
  createApp,
  dependency,
  encryptedCookie,
  security,
  sessions,
  signedCookie,
} from '#src/index.js';
import type { DocsOptions, Socket } from '#src/index.js';

@Controller('/')
class PingController {
  @Get('/ping', { response: Type.String() })
  ping(): string {
    return 'pong';
  }
}

@Controller('/')
class TalkController {
  @WebSocket('/talk', { send: Type.String() })
  talk(socket: Socket<never, string>) {
    void socket.send('Hello');
  }
}

const operator = dependency({ credentials: security.basic({ realm: 'docs' }) }, ({ credentials }) =>
  credentials.password === 'secret' ? credentials.username : HttpError.throw(403),
);

function start(test: Pick<typeof t, 'teardown'>, docs: DocsOptions) {
  const app = createApp({ title: 'Shop', version: '1.0.0', controllers: [PingController], server: { logger: false }, docs });
  test.teardown(() => app.close());
  const statusOf = async (url: string, password?: string): Promise<number> =>
    (await app.inject({ url, headers: password === undefined ? {} : { authorization: `Basic ${btoa(`ada:${password}`)}` } })).statusCode;
  return { app, statusOf };
}

const ALL = ['/openapi.json', '/openapi.yaml', '/docs', '/docs/oauth2-redirect', '/redoc', '/docs/assets/page.css'];

t.test('protects every document, page and file by a dependency', async (t) => {
  const { app, statusOf } = start(t, { security: [operator] });
  for (const path of ALL) {
    t.equal(await statusOf(path), 401, `${path}, a stranger`);
    t.equal(await statusOf(path, 'wrong'), 403, `${path}, someone else`);
    t.equal(await statusOf(path, 'secret'), 200, `${path}, an operator`);
  }
  t.match((await app.inject('/docs')).headers, { 'www-authenticate': 'Basic realm="docs", charset="UTF-8"' }, 'a browser asks for name and password');
  t.equal(await statusOf('/ping'), 200, 'routes are not concerned');
  t.notMatch(app.fastify.openapi(), { components: { securitySchemes: {} } }, 'and the document shows nothing of it');
});

t.test('documents, pages and their files carry what every answer carries', async (t) => {
  const app = createApp({
    title: 'Shop',
    version: '1.0.0',
    controllers: [PingController, TalkController],
    server: { logger: false },
    cors: ['https://shop.example'],
    securityHeaders: true,
    compression: true,
  });
  t.teardown(() => app.close());
  const ask = async (url: string, headers: Record<string, string>) =>
    (await app.inject({ url, headers: { origin: 'https://shop.example', ...headers } })).headers;
  for (const path of [...ALL, '/asyncapi.json', '/ping']) {
    const { etag, ...headers } = await ask(path, { 'accept-encoding': 'gzip' });
    const carried = [headers, await ask(path, { 'if-none-match': etag ?? '' }), await ask(path, { origin: 'https://other.example' })];
    for (const { vary, ...others } of carried) {
      t.ok(String(vary).toLowerCase().split(', ').includes('origin'), `${path}: a cache keeps one answer for each origin`);
      t.match(others, { 'strict-transport-security': /max-age/, 'content-security-policy': /default-src/, 'x-content-type-options': 'nosniff' }, path);
    }
    t.strictSame(
      carried.map((answer) => answer['access-control-allow-origin']),
      ['https://shop.example', 'https://shop.example', undefined],
    );
  }
});

t.test('protects one document of several', async (t) => {
  const { statusOf } = start(t, { documents: [{}, { name: 'internal', security: [operator] }] });
  for (const path of ALL) t.equal(await statusOf(path), 200, path);
  for (const path of ['/internal.json', '/internal.yaml', '/docs/internal', '/redoc/internal']) {
    t.equal(await statusOf(path), 401, `${path}, a stranger`);
    t.equal(await statusOf(path, 'secret'), 200, `${path}, an operator`);
  }
});

t.test('runs hooks of Fastify before dependencies', async (t) => {
  const { statusOf } = start(t, {
    onRequest: (_request, reply) => {
      void reply.code(418).send('no');
    },
    dependencies: [operator],
  });
  t.equal(await statusOf('/docs'), 418);
});

t.test('finds mistakes of a protection at boot', async (t) => {
  const { app } = start(t, { dependencies: ['not a dependency' as never] });
  await t.rejects(app.ready(), { name: 'BootError' });
});

t.test('says at boot what it does not know, and where it belongs', async (t) => {
  const docs = { swagerUiParameters: {}, swaggerUi: '/try', colour: 'red', documents: [{}, { yml: null }] } as unknown as DocsOptions;
  t.throws(() => createApp({ title: 'Shop', version: '1.0.0', controllers: [PingController], docs }), {
    name: 'BootError',
    problems: [
      { code: 'TYPHOON_ERR_APP_OPTIONS', message: "createApp(), option 'docs': the option 'swagerUiParameters' is not known. Write 'swaggerUiParameters'." },
      { message: "createApp(), option 'docs': the option 'swaggerUi' is not known. Write docs: { documents: [{ swaggerUi: … }] }." },
      { message: /option 'docs': the option 'colour' is not known\. There are 'documents', 'openapi', / },
      { message: "createApp(), option 'docs.documents[1]': the option 'yml' is not known. Write 'yaml'." },
    ],
  });
});

t.test('says at boot what is no list', async (t) => {
  const docs = { documents: { exclude: ['internal'] } } as unknown as DocsOptions;
  t.throws(() => createApp({ title: 'Shop', version: '1.0.0', controllers: [PingController], docs }), {
    name: 'BootError',
    problems: [{ message: "createApp(), option 'docs': the option 'documents' expects a list but got {'exclude':['internal']}." }],
  });
});

t.test('shows the cookies that sessions and protected cookies set', async (t) => {
  const session = sessions(Model({ user: Type.Optional(Type.String()) }), { name: 'sid' });
  const theme = signedCookie('theme', Type.String());
  const hidden = encryptedCookie('hidden', Type.String());

  @Controller('/')
  class CookiesController {
    @Get('/', { response: Type.String() })
    read(@Depends(session) _session: unknown, @Depends(theme) _theme: unknown, @Depends(hidden) _hidden: unknown): string {
      return '';
    }

    @Get('/user', { response: Type.String() })
    user(@Depends(session.require(({ user }) => user)) user: string): string {
      return user;
    }
  }
  const app = createApp({ title: 'Shop', version: '1.0.0', controllers: [CookiesController], cookieSecrets: 'k'.repeat(32), server: { logger: false } });
  t.teardown(() => app.close());
  await app.ready();
  const describe = (description: string) => ({ get: { responses: { 200: { headers: { 'Set-Cookie': { description } } } } } });
  t.match(app.fastify.openapi().paths, {
    '/': describe("Of the cookies 'sid', 'theme', 'hidden' those that have changed, each in a line of its own."),
    '/user': describe("The cookie 'sid', where it has changed."),
  });
});
