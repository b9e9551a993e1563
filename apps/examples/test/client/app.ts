import t from 'tap';
import { app } from '#src/client/app.js';

t.teardown(() => app.close());

t.test('lists what it is asked for', async (t) => {
  t.strictSame((await app.inject('/items?tags=a&tags=b')).json(), [
    { id: 0, name: 'a' },
    { id: 1, name: 'b' },
  ]);
});
