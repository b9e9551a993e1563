import Fastify from 'fastify';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import t from 'tap';
import { Controller, Get, HttpError, Text, onError, reply, typhoon } from '#src/index.js';

@Controller('/hello')
class HelloController {
  @Get('/', { response: Text })
  hello(): string {
    return 'hello';
  }
}

t.test('takes the prefix and the options that Fastify hands to plugins', async (t) => {
  const fastify = Fastify();
  t.teardown(() => fastify.close());
  await fastify.register(typhoon, { prefix: '/api', logLevel: 'warn', controllers: [HelloController] });
  t.equal((await fastify.inject('/api/hello')).payload, 'hello');
});

t.test('takes for one address what the router of the host takes for one', async (t) => {
  @Controller('/all')
  class SlashController {
    @Get('')
    without(): void {}
    @Get('/with/')
    slash(): void {}
    @Get('/with')
    noSlash(): void {}
  }
  const start = (options: FastifyServerOptions) => {
    const fastify = Fastify(options);
    t.teardown(() => fastify.close());
    return fastify.register(typhoon, { controllers: [SlashController] });
  };
  await start({});
  await t.rejects(
    async () => {
      await start({ routerOptions: { ignoreTrailingSlash: true } });
    },
    { code: 'TYPHOON_ERR_ROUTE_DUPLICATE' },
  );
});

t.test('refuses an option that nobody knows', async (t) => {
  const fastify = Fastify();
  t.teardown(() => fastify.close());
  fastify.register(typhoon, { controlers: [] } as never);
  await t.rejects(
    async () => {
      await fastify.ready();
    },
    {
      code: 'TYPHOON_ERR_APP_OPTIONS',
      message: /the plugin: the option 'controlers' is not known\. Write 'controllers'\./,
    },
  );
});

/** Status, allowed methods and who has answered. */
async function ask(fastify: FastifyInstance, method: 'GET' | 'POST', url: string): Promise<unknown[]> {
  const { statusCode, headers, body } = await fastify.inject({ method, url });
  return [statusCode, headers.allow, String(headers['content-type']).split(';')[0], body.includes('Route ') ? 'host' : 'plugin'];
}

const PROBLEM = 'application/problem+json';
const JSON_TYPE = 'application/json';

t.test('answers unknown paths and wrong methods under its prefix, and nothing of the rest', async (t) => {
  const fastify = Fastify();
  t.teardown(() => fastify.close());
  await fastify.register(typhoon, { prefix: '/api', controllers: [HelloController] });
  t.strictSame(await ask(fastify, 'POST', '/api/hello'), [405, 'GET, HEAD', PROBLEM, 'plugin']);
  t.strictSame(await ask(fastify, 'GET', '/api/none'), [404, undefined, PROBLEM, 'plugin']);
  t.strictSame(await ask(fastify, 'GET', '/api'), [404, undefined, PROBLEM, 'plugin']);
  t.strictSame(await ask(fastify, 'GET', '/none'), [404, undefined, JSON_TYPE, 'host']);
  t.strictSame(await ask(fastify, 'GET', '/apis'), [404, undefined, JSON_TYPE, 'host']);
});

t.test('leaves them to the host without a prefix, or by option; the option gives it all of them, too', async (t) => {
  const start = async (options: { prefix?: string; notFound?: boolean }): Promise<FastifyInstance> => {
    const fastify = Fastify();
    t.teardown(() => fastify.close());
    await fastify.register(typhoon, { controllers: [HelloController], ...options });
    return fastify;
  };
  t.strictSame(await ask(await start({}), 'POST', '/hello'), [404, undefined, JSON_TYPE, 'host']);
  t.strictSame(await ask(await start({ prefix: '/api', notFound: false }), 'POST', '/api/hello'), [404, undefined, JSON_TYPE, 'host']);
  t.strictSame(await ask(await start({ notFound: true }), 'POST', '/hello'), [405, 'GET, HEAD', PROBLEM, 'plugin']);
});

t.test('the first registration under a prefix answers for all, the error handlers of the application among them', async (t) => {
  @Controller('/other')
  class OtherController {
    @Get('/', { response: Text })
    other(): string {
      return 'other';
    }
  }
  const fastify = Fastify();
  t.teardown(() => fastify.close());
  const errorHandlers = [onError(HttpError, (error) => reply(error.status, { own: error.status }))];
  await fastify.register(typhoon, { prefix: '/api', controllers: [HelloController], errorHandlers });
  await fastify.register(typhoon, { prefix: '/api', controllers: [OtherController] });
  await fastify.register(typhoon, { prefix: '/v2', controllers: [OtherController], errors: 'fastapi' });
  t.strictSame((await fastify.inject({ method: 'POST', url: '/api/other' })).json(), { own: 405 });
  t.strictSame((await fastify.inject('/v2/none')).json(), { detail: 'Not Found' });
});
