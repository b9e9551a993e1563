import t from 'tap';
import { findPatternProblem } from '#src/validation/pattern-problems.js';

t.test('names pattern, danger and cure', async (t) => {
  t.strictSame(findPatternProblem('^(a+)+$', 'u', {}), {
    code: 'TYPHOON_ERR_SCHEMA_PATTERN',
    message:
      "the pattern '^(a+)+$' can take time that doubles with every character of a text, since a loop in it can match the same text in several ways. Write it without that choice: '^[a-z]+$' for '^([a-z]+)+$', or mark it { 'x-safe-pattern': true }.",
  });
  t.match(findPatternProblem('^\\S+@\\S+$', 'u', {})?.message, /grows with the square of a text's length.*maxLength/s);
  t.match(findPatternProblem('^.*,.*,.*$', 'u', {})?.message, /the cube/);
  t.match(findPatternProblem(`^(?:${'abcd'.repeat(120)})+$`, 'u', {})?.message, /too large to be checked/);
});

t.test('lets pass what is bounded or marked', async (t) => {
  t.strictSame(findPatternProblem('^\\S+@\\S+$', 'u', { maxLength: 200 }), undefined);
  t.strictSame(findPatternProblem('^(a+)+$', 'u', { 'x-safe-pattern': true }), undefined);
});

t.test('a pattern must be spelled right, marked or not', async (t) => {
  t.match(findPatternProblem('^[a', 'u', { 'x-safe-pattern': true }), {
    code: 'TYPHOON_ERR_SCHEMA_INVALID',
    message: /no regular expression with the flags 'u'/,
  });
  t.match(findPatternProblem('^a{', '', {}), undefined, 'an expression of its own has its own flags');
});
