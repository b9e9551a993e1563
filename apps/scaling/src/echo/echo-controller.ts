import { Controller, Type, WebSocket } from 'typhoon';
import type { Socket } from 'typhoon';

@Controller('/echo', { tags: ['sockets'] })
export class EchoController {
  /** Sends back what it gets, until the client leaves. */
  @WebSocket('/', { receive: Type.String({ maxLength: 1_000 }), send: Type.String(), encoding: 'text', summary: 'Echo' })
  async echo(socket: Socket<string, string>) {
    for await (const text of socket) await socket.send(text);
  }
}
