import { Controller, Depends, WebSocket, channelOf, dispatch } from 'typhoon';
import type { Channel, Socket } from 'typhoon';
import { currentSession } from '../people/current-session.js';
import type { Session } from '../people/sessions.js';
import { createSaid } from './create-said.js';
import { RoomBoard } from './room-board.js';
import { RoomNotFound } from './room-errors.js';
import { ClientMessage, ServerMessage } from './room-models.js';
import { roomOfPath } from './room-of-path.js';

/** How many messages somebody gets to read who comes later. */
export const HISTORY = 50;

/** Tells a page that it is signed out; `4000 + 401`, as for any HTTP error. */
const SIGNED_OUT = 4401;

@Controller('/rooms', { tags: ['rooms'] })
export class RoomSocketController {
  constructor(@Depends(RoomBoard) private readonly board: RoomBoard) {}

  @WebSocket('/:room', {
    summary: 'Be in a room',
    receive: ClientMessage,
    send: ServerMessage,
    replay: HISTORY,
    throws: [RoomNotFound],
    // A message of 1,000 characters that take four bytes each, and room for its JSON.
    maxMessageSize: 8_192,
    messagesPerSecond: 5,
    maxBufferedBytes: 262_144,
    slowReader: 'close',
    // A page with a mistake is told, and stays.
    invalid: ({ issues }): ServerMessage => ({ kind: 'refused', reason: issues[0]?.msg ?? 'Not valid' }),
  })
  async talk(
    socket: Socket<ClientMessage, ServerMessage>,
    @Depends(roomOfPath) room: string,
    @Depends(currentSession) { name, ended }: Session,
    @Depends(channelOf(RoomSocketController)) chat: Channel<ServerMessage>,
  ) {
    const here = chat.to(room);
    const tellWhoIsHere = () => here.send({ kind: 'present', people: this.board.peopleIn(room) }, { replay: false });
    const signOut = () => socket.close(SIGNED_OUT, 'Signed out');
    if (ended.aborted) signOut();
    ended.addEventListener('abort', signOut, { signal: socket.signal });

    this.board.enter(room, name);
    try {
      await socket.join(room);
      await tellWhoIsHere();
      await dispatch(socket, 'kind', {
        say: async ({ text }) => {
          await here.send(createSaid(name, text));
          this.board.countSaid(room);
        },
        typing: () => socket.to(room).send({ kind: 'types', by: name }, { replay: false }),
      });
    } finally {
      if (this.board.leave(room, name)) await tellWhoIsHere();
    }
  }
}
