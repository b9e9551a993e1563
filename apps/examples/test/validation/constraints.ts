import t from 'tap';
import { app } from '#src/validation/constraints.js';
import { isShown } from '../fixtures/shown.js';

t.teardown(() => app.close());

t.test('checks texts and numbers', async (t) => {
  t.equal((await app.inject('/items/3?code=PEN&weight=2.5')).json(), '3 PEN, 2.5 kg');
  const refused = await app.inject('/items/0?code=pen&weight=0.7');
  t.equal(refused.statusCode, 422);
  isShown(t, 'validation/three-mistakes', refused);
});

t.test('counts characters as people do', async (t) => {
  t.equal((await app.inject(`/items/3?code=${encodeURIComponent('🖊🖊')}`)).json().errors[0].type, 'string_too_short');
});
