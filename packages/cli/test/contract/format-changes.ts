import t from 'tap';
import { formatChanges } from '#src/contract/format-changes.js';
import { colorsOf } from '#src/output/colors.js';

t.test('what breaks is listed first, and counted', async (t) => {
  const changes = [
    { breaking: false, place: 'GET /a', reason: 'is new' },
    { breaking: true, place: 'GET /b', reason: 'is removed' },
  ];
  t.equal(formatChanges(changes, colorsOf({})), 'breaking  GET /b: is removed\nfine      GET /a: is new\n\n2 changes, 1 breaking');
});
