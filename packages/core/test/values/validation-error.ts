import t from 'tap';
import type { ValidationIssue } from '#src/validation/issue.js';
import { ValidationError } from '#src/values/validation-error.js';

const issue: ValidationIssue = { type: 'missing', loc: ['a', 0], msg: 'Field required', input: 'secret' };

t.test('names the first ten places and reasons', async (t) => {
  t.equal(new ValidationError([issue], 'Item').message, "The value does not fit 'Item': one mistake found.\n  a.0: Field required");
  const many = new ValidationError(Array.from({ length: 12 }, () => ({ ...issue, loc: [] })));
  t.match(many.message, /^The value does not fit its schema: 12 mistakes found\.\n {2}Field required\n[^]*\n {2}and 2 more$/);
});

t.test('keeps values out of what loggers write', async (t) => {
  const error = new ValidationError([issue]);
  t.equal(error.issues[0]?.input, 'secret');
  const written: string[] = [];
  for (const name in error) written.push(name);
  t.notMatch(written, ['issues']);
  t.notMatch(`${error.stack}`, 'secret');
});

t.test('is recognised by its brand', async (t) => {
  t.ok(ValidationError.is(new ValidationError([])));
  t.notOk(ValidationError.is(new Error('x')));
});
