import t from 'tap';
import { messagesOf } from '#src/describe/channel.js';
import type { RouteDefinition } from '#src/describe/route-definition.js';
import { Type } from '#src/index.js';

const schema = Type.String();
const message = { schema, encoding: 'json' } as const;

t.test('lists the messages of a channel by direction', async (t) => {
  const rows = [
    [undefined, []],
    [{ receive: undefined, send: undefined, subprotocols: [] }, []],
    [{ receive: message, send: message, subprotocols: [] }, ['receive', 'send']],
    [{ receive: undefined, send: message, subprotocols: [] }, ['send']],
  ] as const;
  for (const [channel, want] of rows) {
    t.strictSame(
      messagesOf({ channel } as unknown as RouteDefinition).map(({ direction }) => direction),
      want,
    );
  }
});
