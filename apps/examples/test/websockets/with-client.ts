import t from 'tap';
import { app } from '#src/websockets/chat.js';
import { talk } from '#src/websockets/with-client.js';

t.teardown(() => app.close());

t.test('reads in one socket what another has said', async (t) => {
  t.strictSame(await talk(), { kind: 'said', by: 'Ada', text: 'Hello, Bob.' });
});
