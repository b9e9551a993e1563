import { Controller, Depends, Get, Type, createApp, fastifyReply, fastifyRequest, log, signal } from 'typhoon';
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';

@Controller('/report')
export class ReportController {
  @Get('/', { response: Type.String() })
  async read(
    @Depends(fastifyRequest) request: FastifyRequest,
    @Depends(fastifyReply) reply: FastifyReply,
    @Depends(log) log: FastifyBaseLogger,
    @Depends(signal) signal: AbortSignal,
  ) {
    log.info({ ip: request.ip }, 'A report is made');
    reply.header('cache-control', 'private');
    signal.throwIfAborted();
    return 'The report';
  }
}

export const app = createApp({ title: 'Reports', version: '1.0.0', license: 'MIT', controllers: [ReportController], server: { logger: false } });
