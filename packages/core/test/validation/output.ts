import t from 'tap';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';
import { collectOutputIssues } from '#src/validation/output.js';

class Price {
  readonly amount = 5;
  get text(): string {
    return `${this.amount} EUR`;
  }
}

const rows: [string, { schema: TSchema; given: unknown; want: string[] }][] = [
  ['undeclared properties, which the serializer drops', { schema: Type.Object({ a: Type.Integer() }), given: { a: 1, secret: 2 }, want: [] }],
  ['even where clients must not send them', { schema: Type.Object({}, { additionalProperties: false }), given: { secret: 2 }, want: [] }],
  ['a date', { schema: Type.DateTime(), given: new Date(0), want: [] }],
  ['a date that is none', { schema: Type.DateTime(), given: new Date(NaN), want: ['datetime_type'] }],
  ['a date written as text', { schema: Type.DateTime(), given: '2024-01-01T00:00:00Z', want: ['datetime_type'] }],
  ['a set of wrong items', { schema: Type.Set(Type.Integer()), given: new Set(['x']), want: ['int_type'] }],
  ['a map', { schema: Type.Map(Type.BigInt()), given: new Map([['a', 1n]]), want: [] }],
  ['a list for a set', { schema: Type.Set(Type.Integer()), given: [1], want: ['set_type'] }],
  ['a default does not help', { schema: Type.Object({ a: Type.Integer({ default: 1 }) }), given: { a: 'x' }, want: ['int_type'] }],
  ['out of range', { schema: Type.Integer({ minimum: 1 }), given: 0, want: ['greater_than_equal'] }],
  ['a missing property', { schema: Type.Object({ a: Type.Integer() }), given: {}, want: ['missing'] }],
  ['a transform is encoded', { schema: Type.Transform(Type.String()).Decode(Number).Encode(String), given: 5, want: [] }],
];

t.test('checks what a handler returned in its JavaScript form', async (t) => {
  for (const [name, { schema, given, want }] of rows) {
    t.strictSame(
      collectOutputIssues(schema, given, ['response']).map(({ type }) => type),
      want,
      name,
    );
  }
});

t.test('reads getters of instances', async (t) => {
  t.strictSame(collectOutputIssues(Type.Object({ amount: Type.Number(), text: Type.String() }), new Price(), ['response']), []);
});

t.test('what is write-only need not be in an answer, and is looked at where it is', async (t) => {
  const Account = Type.Object({ name: Type.String(), password: Type.String({ writeOnly: true }) });
  const typesOf = (value: unknown, isAnswer: boolean) => collectOutputIssues(Account, value, ['response'], { isAnswer }).map(({ type }) => type);
  t.strictSame(typesOf({ name: 'Ada' }, true), []);
  t.strictSame(typesOf({ name: 'Ada' }, false), ['missing'], 'what is no answer is written whole');
  t.strictSame(typesOf({ name: 'Ada', password: 1 }, true), ['string_type']);
  t.strictSame(typesOf({}, true), ['missing'], 'of what leaves nothing may be missing');
});
