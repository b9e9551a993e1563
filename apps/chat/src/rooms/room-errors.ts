import { HttpError } from 'typhoon';

export const RoomNotFound = HttpError.define({ status: 404, code: 'room_not_found', title: 'Room not found' });
