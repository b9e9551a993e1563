import { Controller, Depends, EventStream, Get, signal } from 'typhoon';
import { RoomBoard } from '../rooms/room-board.js';
import { Room } from '../rooms/room-models.js';

@Controller('/ticker', { tags: ['ticker'] })
export class TickerController {
  constructor(@Depends(RoomBoard) private readonly board: RoomBoard) {}

  @Get('/', {
    summary: 'Follow all rooms',
    description: 'Each room as it is, then again whenever it has changed. What is said stays in the rooms: no cookie is needed.',
    response: EventStream(Room),
  })
  ticks(@Depends(signal) leaving: AbortSignal) {
    return this.board.watch(leaving);
  }
}
