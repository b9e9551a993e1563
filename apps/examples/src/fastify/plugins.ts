import cookie from '@fastify/cookie';
import { Controller, Get, Type, createApp, security } from 'typhoon';

const operator = security.basic();

@Controller('/items')
export class ItemsController {
  @Get('/', {
    response: Type.String(),
    fastify: {
      config: { audit: true },
      preHandler: async (request, reply) => {
        reply.header('x-before', request.method);
      },
    },
  })
  list() {
    return 'items';
  }
}

export const app = createApp({
  title: 'Items',
  version: '1.0.0',
  license: 'MIT',
  controllers: [ItemsController],
  server: { bodyLimit: 100_000, requestTimeout: 10_000 },
  plugins: [
    (fastify) => fastify.register(cookie),
    (fastify, app) => {
      fastify.addHook('onResponse', async (request, reply) => {
        request.log.debug({ path: request.url, ms: reply.elapsedTime }, 'answered');
      });
      fastify.get('/plain', async () => ({ a: 'plain Fastify route' }));
      fastify.get('/guarded', { onRequest: app.guard({ security: [operator] }) }, async () => ({ for: 'operators' }));
    },
  ],
});
