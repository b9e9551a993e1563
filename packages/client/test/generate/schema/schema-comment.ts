import t from 'tap';
import { commentOfSchema, deprecationOf } from '#src/generate/schema/schema-comment.js';

t.test('a comment says what a type cannot', async (t) => {
  t.strictSame(
    commentOfSchema({
      title: 'Price',
      description: 'In cents.',
      minimum: 0,
      exclusiveMaximum: 10,
      default: 5,
      uniqueItems: true,
      deprecated: true,
      example: 3,
    }),
    ['Price', 'In cents.', 'At least: 0. Less than: 10. Default: 5. No two items are equal.', 'Example: `3`', '@deprecated'],
  );
  t.strictSame(commentOfSchema({ title: 'Price', description: 'Price in cents.' }), ['Price in cents.']);
  t.strictSame(commentOfSchema({ pattern: 'a`b', examples: [{ no: 'text' }] }), ["Pattern: `a'b`."]);
});

t.test('tells the limits of OpenAPI 3.0, whose exclusive ones are yes or no', async (t) => {
  const ROWS = [
    [{ minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true }, ['More than: 0. Less than: 9.']],
    [{ minimum: 0, exclusiveMinimum: false, maximum: 9, exclusiveMaximum: false }, ['At least: 0. At most: 9.']],
    [{ minimum: 0, exclusiveMinimum: 1, exclusiveMaximum: 9 }, ['At least: 0. More than: 1. Less than: 9.']],
    [{ exclusiveMinimum: true, exclusiveMaximum: false }, []],
  ] as const;
  for (const [schema, want] of ROWS) t.strictSame(commentOfSchema(schema), want);
});

t.test('where there is nothing to say there is no comment', async (t) => {
  t.strictSame([{}, true, undefined, { description: ' ' }, { default: {} }, { minimum: 'x'.repeat(200) }].map(commentOfSchema), [[], [], [], [], [], []]);
  t.equal(deprecationOf({ deprecated: false }), '');
});
