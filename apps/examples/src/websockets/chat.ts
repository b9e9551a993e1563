import { Body, Controller, Depends, HttpError, Path, Post, Query, Type, WebSocket, channelOf, createApp, dependency, dispatch } from 'typhoon';
import type { Channel, Socket } from 'typhoon';
import { ClientMessage, ServerMessage } from './messages.js';

const userName = dependency({ name: Query('name', Type.Optional(Type.String())) }, ({ name }) => name ?? HttpError.throw(401, 'Say who you are.'));

// #region chat
@Controller('/rooms')
export class ChatController {
  @WebSocket('/:room', { receive: ClientMessage, send: ServerMessage, replay: 50 })
  async chat(socket: Socket<ClientMessage, ServerMessage>, @Path('room', Type.String()) room: string, @Depends(userName) name: string) {
    await socket.join(room);
    await socket.to(room).send({ kind: 'joined', by: name });
    for await (const message of socket) {
      if (message.kind === 'say') await socket.to(room).send({ kind: 'said', by: name, text: message.text });
      else await socket.to(room).send({ kind: 'typing', by: name }, { replay: false });
    }
  }
}
// #endregion chat

// #region table
@Controller('/tables')
export class TableController {
  @WebSocket('/:room', { receive: ClientMessage, send: ServerMessage })
  async chat(socket: Socket<ClientMessage, ServerMessage>, @Path('room', Type.String()) room: string, @Depends(userName) name: string) {
    await socket.join(room);
    await dispatch(socket, 'kind', {
      say: ({ text }) => socket.to(room).send({ kind: 'said', by: name, text }),
      typing: () => socket.to(room).send({ kind: 'typing', by: name }),
    });
  }
}
// #endregion table

// #region publish
@Controller('/announcements')
export class AnnouncementsController {
  @Post('/:room', { status: 204 })
  async announce(
    @Path('room', Type.String()) room: string,
    @Body('text', Type.String()) text: string,
    @Depends(channelOf(ChatController)) chat: Channel<ServerMessage>,
  ) {
    await chat.to(room).send({ kind: 'said', by: 'the house', text });
  }
}
// #endregion publish

export const app = createApp({
  title: 'Chat',
  version: '1.0.0',
  license: 'MIT',
  controllers: [ChatController, TableController, AnnouncementsController],
  // #region limits
  websocket: { maxMessageSize: 16_384, messagesPerSecond: 20, origins: ['https://chat.example'] },
  // #endregion limits
});
