import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { Controller, Get, Type, createApp } from 'typhoon';

const PUBLIC = fileURLToPath(new URL('../../public', import.meta.url));

@Controller('/api')
export class TimeController {
  @Get('/time', { response: Type.Object({ now: Type.DateTime() }) })
  time() {
    return { now: new Date() };
  }
}

export const app = createApp({
  title: 'Site',
  version: '1.0.0',
  license: 'MIT',
  controllers: [TimeController],
  plugins: [
    (fastify) => {
      // maxAge in milliseconds: names that change with their content may be kept for a year.
      void fastify.register(fastifyStatic, { root: PUBLIC, prefix: '/assets/', dotfiles: 'ignore', maxAge: 60_000 });
    },
  ],
});
