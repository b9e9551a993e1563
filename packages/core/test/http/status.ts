import t from 'tap';
import { isBodyless, reasonOf } from '#src/http/status.js';

t.test('has the names of RFC 9110, whatever Node calls them', (t) => {
  const rows = [
    [200, 'OK'],
    [404, 'Not Found'],
    [413, 'Content Too Large'],
    [422, 'Unprocessable Content'],
    [599, undefined],
  ] as const;
  for (const [status, reason] of rows) t.equal(reasonOf(status), reason);
  t.end();
});

t.test('knows which answers have no body', (t) => {
  t.strictSame(
    [199, 200, 201, 204, 205, 206, 303, 304, 404].filter((status) => isBodyless(status)),
    [199, 204, 205, 304],
  );
  t.end();
});
