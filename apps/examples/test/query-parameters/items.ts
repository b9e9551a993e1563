import t from 'tap';
import { app } from '#src/query-parameters/items.js';
import { isShown } from '../fixtures/shown.js';

t.teardown(() => app.close());

t.test('reads defaults, options and switches', async (t) => {
  t.strictSame((await app.inject('/items')).json(), ['Pen', 'Ink', 'Paper', 'Ruler']);
  t.strictSame((await app.inject('/items?offset=1&limit=2')).json(), ['Ink', 'Paper']);
  t.strictSame((await app.inject('/items?q=P')).json(), ['Pen', 'Paper']);
  for (const yes of ['true', 'TRUE', '1', 'on', 'yes']) t.strictSame((await app.inject(`/items?q=P&reverse=${yes}`)).json(), ['Paper', 'Pen'], yes);
});

t.test('tells all mistakes together', async (t) => {
  isShown(t, 'query-parameters/two-mistakes', await app.inject('/items?limit=ten&reverse=maybe'));
});

t.test('ignores what nobody declared', async (t) => {
  t.equal((await app.inject('/items?color=blue')).statusCode, 200);
});
