import t from 'tap';
import { app } from '#src/errors/handlers.js';
import { isShown } from '../fixtures/shown.js';

t.teardown(() => app.close());

t.test('asks the innermost level, and there the nearest class', async (t) => {
  t.match((await app.inject('/items/1')).json(), { status: 504, detail: 'The database did not answer.' });
  const unavailable = await app.inject('/items/2');
  t.match(unavailable.json(), { status: 503, detail: 'Please try again.' });
  t.equal(unavailable.headers['retry-after'], '5');
});

t.test('says nothing about what nobody handles', async (t) => {
  const answer = await app.inject('/items/3');
  t.equal(answer.statusCode, 500);
  isShown(t, 'errors/unknown', answer);
});

t.test('lets you answer in a shape of your own', async (t) => {
  const answer = await app.inject('/items/x');
  t.equal(answer.statusCode, 400);
  isShown(t, 'errors/own-shape', answer);
});
