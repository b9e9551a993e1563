import t from 'tap';
import { toSummary } from '#src/operation-summary.js';

t.test('makes a summary of a name', (t) => {
  const rows = [
    ['read', 'Read'],
    ['readItem', 'Read item'],
    ['create_user', 'Create user'],
    ['listHTTPRoutes', 'List HTTP routes'],
    ['order-placed', 'Order placed'],
    ['$', '$'],
  ] as const;
  for (const [given, want] of rows) t.equal(toSummary(given), want, given);
  t.end();
});
