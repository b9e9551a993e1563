import { Body, Controller, Depends, Get, Post, Query, Type, channelOf, signal } from 'typhoon';
import type { Channel } from 'typhoon';
import { currentSession } from '../people/current-session.js';
import type { Session } from '../people/sessions.js';
import { createSaid } from './create-said.js';
import { RoomBoard } from './room-board.js';
import { RoomNotFound } from './room-errors.js';
import { Messages, NewMessage, Said } from './room-models.js';
import type { ServerMessage } from './room-models.js';
import { roomOfPath } from './room-of-path.js';
import { RoomSocketController } from './room-socket-controller.js';

/** The rooms of the sockets, for clients that cannot have one. */
@Controller('/rooms/:room/messages', { tags: ['rooms'], throws: [RoomNotFound] })
export class RoomMessagesController {
  constructor(@Depends(RoomBoard) private readonly board: RoomBoard) {}

  @Get('/', {
    summary: 'Wait for what is said',
    description: 'Answers as soon as something comes after `after`, or with nothing when the time is over: then ask again, with the new cursor.',
    response: Messages,
    security: [currentSession],
  })
  async wait(
    @Depends(roomOfPath) room: string,
    @Query('after', Type.Integer({ minimum: 0, default: 0, description: 'The cursor of the answer before. 0 begins with what is kept.' })) after: number,
    @Query('wait', Type.Integer({ minimum: 0, maximum: 55_000, default: 25_000, description: 'In milliseconds.' })) timeout: number,
    @Depends(channelOf(RoomSocketController)) chat: Channel<ServerMessage>,
    @Depends(signal) leaving: AbortSignal,
  ): Promise<Messages> {
    const { messages, cursor } = await chat.to(room).wait({ after, timeout, signal: leaving });
    return { messages: messages.filter((message) => message.kind === 'said'), cursor };
  }

  @Post('/', { summary: 'Say something', status: 201, response: Said })
  async say(
    @Depends(roomOfPath) room: string,
    @Depends(currentSession) { name }: Session,
    @Body(NewMessage) { text }: NewMessage,
    @Depends(channelOf(RoomSocketController)) chat: Channel<ServerMessage>,
  ): Promise<Said> {
    const said = createSaid(name, text);
    await chat.to(room).send(said);
    this.board.countSaid(room);
    return said;
  }
}
