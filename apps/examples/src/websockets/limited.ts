import { Controller, Path, Query, RateLimit, Type, WebSocket, createApp, dependency, rateLimiting } from 'typhoon';
import type { Socket } from 'typhoon';

const userName = dependency({ name: Query('name', Type.String({ minLength: 1 })) }, ({ name }) => name);

// #region limit
const Told = Type.Object({ text: Type.Optional(Type.String()), wait: Type.Optional(Type.Integer()) });
type Told = { text?: string; wait?: number };

@Controller('/rooms')
export class RoomsController {
  @WebSocket('/:room', { receive: Type.String(), send: Told })
  @RateLimit('3/s', '100/h', { by: userName, exceeded: ({ retryAfter }): Told => ({ wait: retryAfter }) })
  async talk(socket: Socket<string, Told>, @Path('room', Type.String()) room: string) {
    await socket.join(room);
    for await (const text of socket) await socket.to(room).send({ text });
  }
}
// #endregion limit

export const app = createApp({
  title: 'Rooms',
  version: '1.0.0',
  license: 'MIT',
  controllers: [RoomsController],
  features: [rateLimiting('20/m')],
});
