import t from 'tap';
import { INVALID } from '#src/validation/invalid.js';

t.test('is the same in every copy of the package', async (t) => {
  t.equal(INVALID, Symbol.for('typhoon.invalid'));
});
