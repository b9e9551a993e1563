import t from 'tap';
import { NEVER, NULL, NUMBER, STRING, UNKNOWN, isKeyword, keyOf, toIntersection, toUnion } from '#src/generate/schema/type-node.js';
import type { TypeNode } from '#src/generate/schema/type-node.js';

const A: TypeNode = { kind: 'literal', value: 'a' };
const object = (...names: string[]): TypeNode => ({ kind: 'object', properties: names.map((name) => ({ name, type: STRING, isRequired: true, comment: [] })) });

t.test('a union is as short as can be', async (t) => {
  t.strictSame(toUnion([]), NEVER);
  t.strictSame(toUnion([STRING, STRING]), STRING);
  t.strictSame(toUnion([A, STRING]), STRING);
  t.strictSame(toUnion([A, UNKNOWN]), UNKNOWN);
  t.strictSame(toUnion([NEVER, { kind: 'union', members: [STRING, NULL] }]), { kind: 'union', members: [STRING, NULL] });
});

t.test('an intersection joins objects without a property in common, and puts them last', async (t) => {
  t.strictSame(toIntersection([]), UNKNOWN);
  t.strictSame(toIntersection([STRING, NEVER]), NEVER);
  t.match(toIntersection([object('a'), object('b')]), object('a', 'b'));
  t.match(toIntersection([object('a'), NUMBER, object('a', 'b')]), { kind: 'intersection', members: [NUMBER, object('a'), object('a', 'b')] });
});

t.test('types are told apart by what they are, not by their comments', async (t) => {
  const one = object('a');
  t.equal(keyOf(one), keyOf({ kind: 'object', properties: [{ name: 'a', type: STRING, isRequired: true, comment: ['It.'] }] }));
  t.not(keyOf(A), keyOf(STRING));
  t.ok(isKeyword(STRING, 'string'));
});
