import t from 'tap';
import * as dates from '@typhoon/client/dates';

t.test('exports what clients with dates need, and nothing else', async (t) => {
  t.strictSame(Object.keys(dates), ['toDates']);
});
