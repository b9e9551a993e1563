import { Controller, Depends, Model, Path, Type, WebSocket, channelOf } from 'typhoon';
import type { Channel, Socket } from 'typhoon';
import { INSTANCE, Instance } from '../instance/instance.js';

class Said extends Model({
  text: Type.String(),
  instance: Instance,
}) {}

@Controller('/rooms', { tags: ['sockets'] })
export class RoomController {
  /** Everybody in a room hears everybody, whichever process their sockets are on. */
  @WebSocket('/:room', { receive: Type.String({ maxLength: 1_000 }), send: Said, summary: 'Talk in a room' })
  async talk(socket: Socket<string, Said>, @Path('room', Type.String()) room: string, @Depends(channelOf(RoomController)) channel: Channel<Said>) {
    await socket.join(room);
    await socket.send({ text: 'Welcome.', instance: INSTANCE });
    for await (const text of socket) await channel.to(room).send({ text, instance: INSTANCE });
  }
}
