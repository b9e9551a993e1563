import cookie from '@fastify/cookie';
import { Controller, Cookie, Depends, Get, Type, createApp, fastifyReply } from 'typhoon';
import type { FastifyReply } from 'fastify';

@Controller('/visits')
export class VisitsController {
  @Get('/', { response: Type.Integer(), responseHeaders: { 'set-cookie': { schema: Type.String(), description: 'How often you were here.' } } })
  read(@Cookie('visits', Type.Integer({ default: 0 })) visits: number, @Depends(fastifyReply) reply: FastifyReply) {
    reply.setCookie('visits', String(visits + 1), { httpOnly: true, sameSite: 'lax', path: '/' });
    reply.header('cache-control', 'no-store');
    return visits + 1;
  }
}

export const app = createApp({
  title: 'Visits',
  version: '1.0.0',
  license: 'MIT',
  controllers: [VisitsController],
  plugins: [(fastify) => fastify.register(cookie)],
});
