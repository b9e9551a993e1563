import t from 'tap';
import { INVALID } from '#src/validation/invalid.js';
import { linkValidator } from '#src/validation/validator-link.js';

t.test('makes a function of source and constants', async (t) => {
  const read = linkValidator({ source: 'const k0 = k[0]; return function read(v) { return v === k0 ? v : INVALID; };', constants: [7] });
  t.equal(read(7), 7);
  t.equal(read(8), INVALID);
});
