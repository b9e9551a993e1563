import t from 'tap';
import { app, work } from '#src/caching/versions.js';
import { isShown } from '../fixtures/shown.js';

t.teardown(() => app.close());

t.test('answers 304 before the work is done', async (t) => {
  const first = await app.inject('/settings');
  t.match(first.headers, { etag: '"1"', 'cache-control': 'private, no-cache' });
  const again = await app.inject({ url: '/settings', headers: { 'if-none-match': '"1"' } });
  t.strictSame([again.statusCode, again.payload, again.headers.etag], [304, '', '"1"']);
  t.strictSame(work, ['read']);
});

t.test('changes only the version that was read', async (t) => {
  const change = (known: string, payload: object) => app.inject({ method: 'PATCH', url: '/settings', headers: { 'if-match': known }, payload });
  const changed = await change('"1"', { volume: 5 });
  t.strictSame([changed.statusCode, changed.headers.etag, changed.json()], [200, '"2"', { theme: 'light', volume: 5 }]);
  const late = await change('"1"', { theme: 'dark' });
  t.equal(late.statusCode, 412);
  isShown(t, 'caching/changed', late);
  t.match((await app.inject({ method: 'PATCH', url: '/settings', payload: {} })).json(), { status: 422, errors: [{ loc: ['header', 'if-match'] }] });
});
