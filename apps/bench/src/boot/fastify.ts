import Fastify from 'fastify';
import { printSample } from './sample.js';

const routes = Number(process.argv[2]);
const app = Fastify();
for (let index = 0; index < routes; index++) {
  const answer = {
    type: 'object',
    properties: { id: { type: 'integer' }, [`name${index}`]: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
    required: ['id', `name${index}`],
  };
  app.get<{ Params: { id: number } }>(
    `/route-${index}/:id`,
    {
      schema: {
        params: { type: 'object', properties: { id: { type: 'integer', minimum: 1, maximum: 1000 + index } }, required: ['id'] },
        querystring: { type: 'object', properties: { limit: { type: 'integer', minimum: 1, maximum: 100 + index, default: 10 } } },
        response: { 200: answer },
      },
    },
    (request) => ({ id: request.params.id, [`name${index}`]: 'x', tags: [] }),
  );
}
await printSample(await app.listen({ port: 0, host: '127.0.0.1' }), routes);
