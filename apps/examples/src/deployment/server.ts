import { LogController } from 'fastify';
import { Controller, Depends, Get, Type, createApp, fastifyRequest } from 'typhoon';
import type { FastifyRequest } from 'fastify';

@Controller('/')
export class StatusController {
  @Get('/status', { response: Type.Object({ ip: Type.String(), protocol: Type.String() }) })
  read(@Depends(fastifyRequest) request: FastifyRequest) {
    return { ip: request.ip, protocol: request.protocol };
  }
}

export const app = createApp({
  title: 'Status',
  version: '1.0.0',
  license: 'MIT',
  controllers: [StatusController],
  server: {
    // The proxy's own address: believe what it says of the client, and nobody else.
    trustProxy: '10.0.0.0/8',
    logger: { level: process.env.LOG_LEVEL ?? 'info', redact: ['req.headers.authorization'] },
    // Two lines for each request; off by default, since they cost nearly as much as the rest of a simple one.
    logController: new LogController(),
    requestIdHeader: 'x-request-id',
  },
});
