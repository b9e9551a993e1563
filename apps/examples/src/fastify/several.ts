import Fastify from 'fastify';
import { Controller, Get, Type, openapi, typhoon } from 'typhoon';
import type { FastifyInstance } from 'fastify';

@Controller('/items')
export class ItemsController {
  @Get('/', { response: Type.Array(Type.String()) })
  list() {
    return ['Pen'];
  }
}

@Controller('/reports')
export class ReportsController {
  @Get('/', { response: Type.Integer() })
  count() {
    return 3;
  }
}

async function shop(fastify: FastifyInstance) {
  await fastify.register(openapi, { info: { title: 'Shop', version: '1.0.0', license: { name: 'MIT', identifier: 'MIT' } } });
  await fastify.register(typhoon, { controllers: [ItemsController], notFound: true });
}

/** FastAPI's envelope, and documents that say so. */
async function backOffice(fastify: FastifyInstance) {
  await fastify.register(openapi, { info: { title: 'Back office', version: '1.0.0', license: { name: 'MIT', identifier: 'MIT' } } });
  await fastify.register(typhoon, { controllers: [ReportsController], errors: 'fastapi', notFound: true });
}

export const fastify = Fastify();

await fastify.register(shop, { prefix: '/shop' });
await fastify.register(backOffice, { prefix: '/back-office' });
