import t from 'tap';
import { app } from '#src/path-parameters/items.js';
import { isShown } from '../fixtures/shown.js';

t.teardown(() => app.close());

t.test('converts the parameter, and says what is wrong with it', async (t) => {
  t.strictSame((await app.inject('/items/3')).json(), { id: 3, next: 4 });
  const refused = await app.inject('/items/three');
  t.equal(refused.statusCode, 422);
  t.equal(refused.headers['content-type'], 'application/problem+json; charset=utf-8');
  isShown(t, 'path-parameters/no-integer', refused);
});
