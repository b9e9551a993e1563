import t from 'tap';
import { formatTable } from '#src/output/table.js';

t.test('aligns columns, and ends no line in spaces', async (t) => {
  t.equal(
    formatTable([
      ['GET', '/items', ''],
      ['DELETE', '/', 'x'],
    ]),
    'GET     /items\nDELETE  /       x',
  );
  t.equal(formatTable([]), '');
});
