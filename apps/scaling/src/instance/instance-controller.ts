import { Controller, Depends, Get, Model, Type, fastifyRequest } from 'typhoon';
import type { FastifyRequest } from 'fastify';
import { INSTANCE, Instance } from './instance.js';

class Seen extends Model({
  instance: Instance,
  client: Type.String({ description: 'The address of the client, as the proxy has seen it.' }),
}) {}

@Controller('/instance', { tags: ['instances'] })
export class InstanceController {
  /** Ask it a few times: behind a proxy several processes answer. */
  @Get('/', { response: Seen, summary: 'Who answers' })
  read(@Depends(fastifyRequest) request: FastifyRequest) {
    return { instance: INSTANCE, client: request.ip };
  }
}
