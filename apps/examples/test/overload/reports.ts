import t from 'tap';
import { app } from '#src/overload/reports.js';

t.teardown(() => app.close());

t.test('gives up what takes too long', async (t) => {
  t.equal((await app.inject('/reports/quick')).statusCode, 200);
  const late = await app.inject('/reports/slow');
  t.match([late.statusCode, late.json()], [504, { code: 'timeout', detail: 'There was no answer within 100 ms.' }]);
});
