import t from 'tap';
import { codesOf, isListed } from '#src/generate/document/problem-codes.js';
import { NUMBER, STRING, toIntersection, toUnion } from '#src/generate/schema/type-node.js';
import type { TypeNode } from '#src/generate/schema/type-node.js';

const body = (type: TypeNode): TypeNode => ({ kind: 'object', properties: [{ name: 'code', type, isRequired: true, comment: [] }] });
const literal = (value: string): TypeNode => ({ kind: 'literal', value });

t.test('codes are found where a body names them', async (t) => {
  t.strictSame(codesOf(body(literal('a'))), ['a']);
  t.equal(codesOf(body(STRING)), 'open');
  t.equal(codesOf(body(NUMBER)), undefined);
  t.equal(codesOf(STRING), undefined);
});

t.test('a union has a code where all of it have, and a part of an intersection outdoes another', async (t) => {
  t.strictSame(codesOf(toUnion([body(literal('a')), body(literal('b'))])), ['a', 'b']);
  t.equal(codesOf(toUnion([body(literal('a')), body(STRING)])), 'open');
  t.equal(codesOf(toUnion([body(literal('a')), STRING])), undefined);
  t.strictSame(codesOf(toIntersection([body(STRING), body(literal('a'))])), ['a']);
  t.strictSame([isListed(['a']), isListed('open'), isListed(undefined)], [true, false, false]);
});
