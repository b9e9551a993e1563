import { announce } from './announce.js';
import { app } from './fastify-app.js';

await announce(await app.listen({ port: 0, host: '127.0.0.1' }));
