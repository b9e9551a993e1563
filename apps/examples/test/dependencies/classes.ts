import t from 'tap';
import { app } from '#src/dependencies/classes.js';

t.teardown(() => app.close());

t.test('gives instances to constructors and to methods', async (t) => {
  t.strictSame((await app.inject('/items?q=P')).json(), ['Pen', 'Paper']);
  t.equal((await app.inject('/items/first')).json(), 'Pen');
});
