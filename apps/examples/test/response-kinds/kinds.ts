import t from 'tap';
import { app } from '#src/response-kinds/kinds.js';

t.teardown(() => app.close());

t.test('sends each as what it is', async (t) => {
  const rows: readonly (readonly [path: string, status: number, type: string | undefined, payload: string])[] = [
    ['/robots.txt', 200, 'text/plain; charset=utf-8', 'User-agent: *'],
    ['/', 200, 'text/html; charset=utf-8', '<!doctype html><title>Shop</title>'],
    ['/export', 200, 'text/csv; charset=utf-8', 'name;price\nPen;2\n'],
    ['/old', 308, undefined, ''],
  ];
  for (const [path, status, type, payload] of rows) {
    const answer = await app.inject(path);
    t.strictSame([answer.statusCode, answer.headers['content-type'], answer.payload], [status, type, payload], path);
  }
  t.equal((await app.inject('/dot.gif')).headers['content-type'], 'image/gif');
  t.match((await app.inject('/export')).headers['content-disposition'], /^attachment; filename/);
  t.equal((await app.inject('/old')).headers.location, '/new?from=old');
  t.strictSame((await app.inject({ method: 'POST', url: '/forms' })).headers.location, 'https://example.com/thanks');
  t.strictSame((await app.inject({ method: 'DELETE', url: '/everything' })).statusCode, 204);
});

t.test('finds no file outside of its directory', async (t) => {
  for (const name of ['nothing.pdf', '..%2fkinds.js', '%2fetc%2fpasswd']) t.equal((await app.inject(`/reports/${name}`)).statusCode, 404, name);
});
