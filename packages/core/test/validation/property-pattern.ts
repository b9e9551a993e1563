import t from 'tap';
import { INTEGER_KEY, matchesEveryKey, matchingPatterns } from '#src/validation/property-pattern.js';

t.test('finds the schemas that the name of a property calls for', async (t) => {
  const schema = { patternProperties: { '^a': { minimum: 1 }, b$: { minimum: 2 }, '^(.*)$': true } };
  t.strictSame(matchingPatterns(schema, 'ab'), [{ minimum: 1 }, { minimum: 2 }, true]);
  t.strictSame(matchingPatterns(schema, 'x\ny'), [true], 'TypeBox means every key, with a line break too');
  t.strictSame(matchingPatterns({}, 'a'), []);
});

t.test('knows the patterns of TypeBox', async (t) => {
  t.ok(matchesEveryKey('^(.*)$'));
  t.notOk(matchesEveryKey('^a'));
  t.ok(new RegExp(INTEGER_KEY).test('10'));
  t.notOk(new RegExp(INTEGER_KEY).test('01'));
});
