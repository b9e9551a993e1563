import { Path, Type, dependency } from 'typhoon';
import { RoomBoard } from './room-board.js';
import { RoomNotFound } from './room-errors.js';

/** The name of the room in the path, which exists. */
export const roomOfPath = dependency({ room: Path('room', Type.String({ examples: ['lobby'] })), board: RoomBoard }, ({ room, board }) => {
  if (!board.has(room)) throw new RoomNotFound({ detail: `There is no room '${room}'.` });
  return room;
});
