import t from 'tap';
import { secret } from '#src/settings/secret.js';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';
import { isMarked, markedNamesOf } from '#src/validation/marked-names.js';
import { Frame } from '#src/validation/reference.js';

const hidden = Type.String({ writeOnly: true });
const plain = Type.String();
const raw = (schema: object): TSchema => Type.Unsafe(schema);

const rows: readonly (readonly [string, { readonly schema: TSchema; readonly want: readonly string[] }])[] = [
  ['an object', { schema: Type.Object({ a: hidden, b: plain }), want: ['a'] }],
  ['an intersection of which one part marks', { schema: Type.Intersect([Type.Object({ a: plain, b: plain }), Type.Object({ a: hidden })]), want: ['a'] }],
  ['a union of which one branch shows', { schema: Type.Union([Type.Object({ a: plain }), Type.Object({ a: hidden })]), want: [] }],
  ['a union of which no branch shows', { schema: Type.Union([Type.Object({ b: plain }), Type.Object({ a: hidden })]), want: ['a'] }],
  ['a branch of a condition', { schema: raw({ if: true, then: { properties: { a: { writeOnly: true } } } }), want: ['a'] }],
  ['a reference', { schema: raw({ $defs: { A: { properties: { a: { writeOnly: true } } } }, $ref: '#/$defs/A' }), want: ['a'] }],
  ['an object in it', { schema: Type.Object({ in: Type.Object({ a: hidden }) }), want: [] }],
];

t.test('finds the names that a schema, or anything that it applies, marks', async (t) => {
  for (const [name, { schema, want }] of rows) t.strictSame([...markedNamesOf(schema, 'writeOnly')], want, name);
  t.strictSame([...markedNamesOf(Type.Object({ a: hidden }), 'readOnly')], [], 'the other mark is none');
});

t.test('a property is marked where its reference leads, and a secret is not: it has a mask of its own', async (t) => {
  const schema = raw({ $defs: { Password: { writeOnly: true } }, properties: { a: { $ref: '#/$defs/Password' } } });
  t.equal(isMarked(schema['properties'].a, new Frame(schema), 'writeOnly'), true);
  t.strictSame([...markedNamesOf(Type.Object({ key: secret(Type.String()) }), 'writeOnly')], []);
});
