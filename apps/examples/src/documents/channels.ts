import { Controller, Depends, Model, Path, Type, WebSocket, createApp, security } from 'typhoon';
import type { Socket } from 'typhoon';

class Say extends Model({ text: Type.String({ minLength: 1, examples: ['Hello'] }) }) {}
class Said extends Model({ by: Type.String(), text: Type.String() }) {}

const session = security.apiKey({ in: 'cookie', name: 'session' });

@Controller('/rooms', { tags: ['rooms'] })
export class RoomsController {
  @WebSocket('/:room', { receive: Say, send: Said, summary: 'Talk in a room' })
  async talk(socket: Socket<Say, Said>, @Path('room', Type.String()) _room: string, @Depends(session) name: string) {
    for await (const { text } of socket) await socket.send({ by: name, text });
  }
}

export const app = createApp({ title: 'Chat', version: '1.0.0', license: 'MIT', controllers: [RoomsController] });
