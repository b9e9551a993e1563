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

t.test('where there is nothing to say there is no comment', async (t) => {
  t.strictSame([{}, true, undefined, { description: ' ' }, { default: {} }, { minimum: 'x'.repeat(200) }].map(commentOfSchema), [[], [], [], [], [], []]);
  t.equal(deprecationOf({ deprecated: false }), '');
});
