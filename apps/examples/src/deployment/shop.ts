import { once } from 'node:events';
import { Controller, Depends, EventStream, Get, JsonLines, Path, Type, WebSocket, createApp, fastifyRequest, signal } from 'typhoon';
import type { FastifyRequest } from 'fastify';
import type { Socket } from 'typhoon';

const Client = Type.Object({ ip: Type.String(), protocol: Type.String(), host: Type.String(), requestId: Type.String() });

@Controller('/')
export class ShopController {
  @Get('/client', { response: Client })
  client(@Depends(fastifyRequest) { ip, protocol, host, id }: FastifyRequest) {
    return { ip, protocol, host, requestId: id };
  }

  @Get('/files/:name', { response: Type.String() })
  file(@Path('name', Type.String()) name: string) {
    return name;
  }

  @Get('/events', { response: EventStream(Type.String()) })
  async *events(@Depends(signal) gone: AbortSignal) {
    yield 'first';
    await once(gone, 'abort');
  }

  @Get('/lines', { response: JsonLines(Type.String()) })
  async *lines(@Depends(signal) gone: AbortSignal) {
    yield 'first';
    await once(gone, 'abort');
  }

  @WebSocket('/echo', { receive: Type.String(), send: Type.String() })
  async echo(socket: Socket<string, string>) {
    for await (const text of socket) await socket.send(text);
  }
}

export const app = createApp({
  title: 'Shop',
  version: '1.0.0',
  license: 'MIT',
  controllers: [ShopController],
  server: { logger: { level: 'warn' }, requestIdHeader: 'x-request-id' },
});
