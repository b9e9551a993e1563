import t from 'tap';
import { createSaid } from '#src/rooms/create-said.js';

t.test('gives each message an id and the time, and takes away the space around it', async (t) => {
  const [one, other] = [createSaid('Ada', ' hello\n'), createSaid('Ada', 'hello')];
  t.match(one, { kind: 'said', by: 'Ada', text: 'hello', id: /^[\da-f-]{36}$/, at: Date });
  t.not(one.id, other.id);
});
