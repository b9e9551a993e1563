import Fastify from 'fastify';
import { Controller, Get, Path, Type, openapi, typhoon } from 'typhoon';

@Controller('/items')
export class ItemsController {
  @Get('/:id', { response: Type.Integer() })
  read(@Path('id', Type.Integer()) id: number) {
    return id;
  }
}

/** An application that was there before. */
export const fastify = Fastify();

fastify.get('/old', async () => ({ still: 'here' }));
await fastify.register(openapi, { info: { title: 'Items', version: '1.0.0' } });
await fastify.register(typhoon, { prefix: '/api', controllers: [ItemsController] });
