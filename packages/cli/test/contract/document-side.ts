import t from 'tap';
import { DocumentSide } from '#src/contract/document-side.js';

const side = new DocumentSide({ 'a/b': { '~': [{ found: true }] }, one: { $ref: '#/two' }, two: { $ref: '#/a~1b/~0/0' }, loop: { $ref: '#/loop' } });

t.test('references are followed to their end', async (t) => {
  t.strictSame(side.resolve({ $ref: '#/one' }), { found: true });
  t.strictSame(side.resolve({ $ref: '#/a%7E1b/~0/0' }), { found: true });
  t.equal(side.resolve({ $ref: '#' }), side.document);
});

t.test('what leads nowhere, or in a circle, is an empty object', async (t) => {
  for (const $ref of ['#/loop', '#/none', '#/__proto__', '#/constructor', 'other.json', '#/%E0%A4%A']) t.strictSame(side.resolve({ $ref }), {}, $ref);
  t.strictSame(side.resolve('text'), {});
});
