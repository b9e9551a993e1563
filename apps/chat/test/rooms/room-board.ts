import t from 'tap';
import { RoomBoard } from '#src/rooms/room-board.js';

t.test('counts people, not their pages', async (t) => {
  const board = new RoomBoard();
  t.strictSame([board.enter('lobby', 'Bob'), board.enter('lobby', 'Ada'), board.enter('lobby', 'Ada')], [true, true, false]);
  t.strictSame(board.peopleIn('lobby'), ['Ada', 'Bob']);
  t.strictSame([board.leave('lobby', 'Ada'), board.leave('lobby', 'Ada'), board.leave('lobby', 'Ada')], [false, true, false]);
  t.strictSame([board.peopleIn('lobby'), board.peopleIn('garden')], [['Bob'], []]);
});

t.test('knows its rooms, and no others', async (t) => {
  const board = new RoomBoard();
  t.strictSame([board.has('lobby'), board.has('cellar'), board.has('constructor')], [true, false, false]);
  t.throws(() => board.enter('cellar', 'Ada'), { name: 'RangeError' });
});

t.test('tells each room as it is, then what has changed, each room once', async (t) => {
  const board = new RoomBoard();
  const leaving = new AbortController();
  const watched = board.watch(leaving.signal);
  for (const { name } of board.list()) t.match((await watched.next()).value, { name, people: 0, said: 0 });
  const next = watched.next();
  board.enter('garden', 'Ada');
  t.match((await next).value, { name: 'garden', people: 1, said: 0 });
  board.countSaid('garden');
  board.countSaid('garden');
  board.enter('lobby', 'Bob');
  t.match((await watched.next()).value, { name: 'lobby', people: 1 });
  t.match((await watched.next()).value, { name: 'garden', people: 1, said: 2 });
  const waiting = watched.next();
  leaving.abort();
  await t.rejects(waiting, { name: 'AbortError' });
});
