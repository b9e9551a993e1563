import Fastify from 'fastify';
import type { FastifyServerOptions } from 'fastify';
import t from 'tap';
import { Controller, Get, Text, typhoon } from '#src/index.js';

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
