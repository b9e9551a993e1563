import { Controller, Get, Path, Query, Type, createApp } from '@typhoon/core';
import type { TSchema } from '@typhoon/core';
import { printSample } from './sample.js';

const routes = Number(process.argv[2]);

/** A class with one route of its own schemas. */
function controller(index: number) {
  // A computed name has no type of its own.
  const answer: TSchema = Type.Object({ id: Type.Integer(), [`name${index}`]: Type.String(), tags: Type.Optional(Type.Array(Type.String())) });

  @Controller(`/route-${index}`, { name: `route${index}` })
  class RouteController {
    @Get('/:id', { response: answer })
    read(
      @Path('id', Type.Integer({ minimum: 1, maximum: 1000 + index })) id: number,
      @Query('limit', Type.Integer({ minimum: 1, maximum: 100 + index, default: 10 })) _limit: number,
    ): object {
      return { id, [`name${index}`]: 'x', tags: [] };
    }
  }
  return RouteController;
}

const app = createApp({ controllers: Array.from({ length: routes }, (_, index) => controller(index)), server: { logger: false } });
await printSample(await app.listen({ port: 0 }), routes);
