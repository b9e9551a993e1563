import t from 'tap';
import { safeParse } from 'typhoon';
import { ClientMessage, MAX_TEXT } from '#src/rooms/room-models.js';

t.test('takes what pages say, and nothing else', async (t) => {
  const takes = (message: unknown) => safeParse(ClientMessage, message).success;
  t.ok(takes({ kind: 'say', text: 'x'.repeat(MAX_TEXT) }));
  t.ok(takes({ kind: 'typing' }));
  for (const text of ['', '  \n', 'x'.repeat(MAX_TEXT + 1), 5]) t.notOk(takes({ kind: 'say', text }), JSON.stringify(text));
  for (const message of [{ kind: 'said', text: 'x' }, { kind: 'say' }, {}, null]) t.notOk(takes(message), JSON.stringify(message));
});
