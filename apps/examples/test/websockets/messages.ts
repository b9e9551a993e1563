import t from 'tap';
import { safeParse } from 'typhoon';
import { ClientMessage, ServerMessage } from '#src/websockets/messages.js';

t.test('tells messages apart by their kind', async (t) => {
  t.match(safeParse(ClientMessage, { kind: 'say', text: 'Hello.' }), { success: true });
  t.match(safeParse(ClientMessage, { kind: 'say', text: '' }), { success: false });
  t.match(safeParse(ServerMessage, { kind: 'joined', by: 'Ada' }), { success: true });
});
