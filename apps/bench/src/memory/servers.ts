import type { Server } from 'node:http';

/** Makes each server ready to answer; none of them listens. */
export const SERVERS: Readonly<Record<string, () => Promise<Server>>> = {
  fastify: async () => {
    const { app } = await import('../servers/fastify-app.js');
    await app.ready();
    return app.server;
  },
  typhoon: async () => {
    const { app } = await import('../servers/typhoon-app.js');
    await app.ready();
    return app.fastify.server;
  },
  nest: async () => {
    const { app } = await import('../servers/nest-app.js');
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return app.getHttpServer();
  },
};
