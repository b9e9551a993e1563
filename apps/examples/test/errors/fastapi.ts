import t from 'tap';
import { app } from '#src/errors/fastapi.js';
import { isShown } from '../fixtures/shown.js';

t.teardown(() => app.close());

t.test('answers as FastAPI does', async (t) => {
  isShown(t, 'errors/fastapi-issues', await app.inject('/items/x'));
  isShown(t, 'errors/fastapi-error', await app.inject('/items/1'));
  t.strictSame((await app.inject('/nowhere')).json(), { detail: 'Not Found' });
});
