import t from 'tap';
import * as core from '@typhoon/core/jwt';
import * as own from '#src/jwt.js';

t.test('is the entry point of core', async (t) => {
  t.strictSame(Object.keys(own), ['jwt']);
  t.equal(own.jwt, core.jwt);
});
