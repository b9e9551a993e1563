import t from 'tap';
import { MAX_ISSUES } from '#src/validation/issue.js';

t.test('fifty issues are enough for one request', async (t) => {
  t.equal(MAX_ISSUES, 50);
});
