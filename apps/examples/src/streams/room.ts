import { Controller, EventStream, Get, Model, Text, Type, createApp, event } from 'typhoon';

export class Member extends Model({ name: Type.String() }) {}

export const RoomEvents = { joined: Member, left: Member, said: Text };

@Controller('/room')
export class RoomController {
  @Get('/', { response: EventStream(RoomEvents, { keepAlive: 30_000 }) })
  async *room() {
    yield event({ event: 'joined', data: { name: 'Ada' } });
    yield event({ event: 'said', data: 'Two\nlines' });
    yield event({ event: 'left', data: { name: 'Ada' } });
    yield event({ retry: 60_000, comment: 'nothing more today' });
  }
}

export const app = createApp({ title: 'Room', version: '1.0.0', license: 'MIT', controllers: [RoomController] });
