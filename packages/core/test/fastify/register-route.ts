import t from 'tap';
import { Body, Controller, Depends, Get, Post, Text, Type, dependency, security } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

t.test('runs its own hooks last among those of host and route', async (t) => {
  const steps: string[] = [];
  const hook = (name: string) => async (): Promise<void> => {
    steps.push(name);
    await Promise.resolve();
  };
  const user = dependency({ token: security.bearer() }, () => {
    steps.push('security');
    return 'ada';
  });
  const work = dependency({}, async function* () {
    steps.push('open');
    yield await Promise.resolve(1);
    steps.push('close');
  });

  @Controller('/')
  class Ordered {
    @Post('/', {
      fastify: {
        onRequest: hook('onRequest of the route'),
        preValidation: hook('preValidation of the route'),
        preHandler: [hook('preHandler of the route')],
        onSend: hook('onSend of the route'),
      },
    })
    handle(@Depends(user) _user: string, @Depends(work) _work: number, @Body(Type.Integer()) body: number): number {
      steps.push('handler');
      return body;
    }
  }
  const app = await startApp(t, {
    controllers: [Ordered],
    plugins: [
      (fastify) => {
        for (const name of ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'onSend'] as const)
          fastify.addHook(name as 'onRequest', hook(`${name} of the host`));
      },
    ],
  });
  const response = await app.inject({ method: 'POST', url: '/', payload: '5', headers: { 'content-type': 'application/json', authorization: 'Bearer x' } });
  t.equal(response.payload, '5');
  t.strictSame(steps, [
    'onRequest of the host',
    'onRequest of the route',
    'security',
    'preParsing of the host',
    'preValidation of the host',
    'preValidation of the route',
    'preHandler of the host',
    'preHandler of the route',
    'open',
    'handler',
    'onSend of the host',
    'onSend of the route',
    'close',
  ]);
});

t.test('is a plain route that tools can read', async (t) => {
  @Controller('/things')
  class Things {
    @Post('/all', { bodyLimit: 10, fastify: { config: { own: true } as object, logLevel: 'error' } })
    handle(@Body(Type.Unknown()) _body: unknown): void {}
  }
  const seen: unknown[] = [];
  const app = await startApp(t, {
    controllers: [Things],
    plugins: [
      (fastify) =>
        fastify.addHook('onRoute', ({ method, url, bodyLimit, logLevel, config }) => {
          seen.push([
            method,
            url,
            bodyLimit,
            logLevel,
            (config as { own?: boolean } | undefined)?.own,
            (config as { typhoon?: { place: string } }).typhoon?.place,
          ]);
        }),
    ],
  });
  t.strictSame(seen, [['POST', '/things/all', 10, 'error', true, 'Things.handle']]);
  t.ok(app.fastify.hasRoute({ method: 'POST', url: '/things/all' }));
});

t.test('says nothing of the program where a hook of the host spoils even the answer to its own error', async (t) => {
  @Controller('/')
  class SpoiltController {
    @Get('/text', { response: Text })
    text(): string {
      return 'x';
    }

    @Get('/json', { response: Type.Object({ a: Type.Integer() }) })
    json(): { a: number } {
      return { a: 1 };
    }
  }
  for (const [errors, want] of [
    ['problem', { type: 'about:blank', title: 'Internal Server Error', status: 500, code: 'internal_server_error' }],
    ['fastapi', { detail: 'Internal Server Error' }],
  ] as const) {
    const app = await startApp(t, {
      controllers: [SpoiltController],
      errors,
      plugins: [
        (fastify) =>
          fastify.addHook('onSend', async () => {
            await Promise.resolve();
            throw new Error('secret');
          }),
      ],
    });
    for (const url of ['/text', '/json']) {
      const response = await app.inject(url);
      t.strictSame([response.statusCode, response.json()], [500, want], url);
    }
  }
});
