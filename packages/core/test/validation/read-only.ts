import t from 'tap';
import { Model } from '#src/schema/model.js';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';
import { collectIssues } from '#src/validation/issues.js';
import { isReadOnly, mentionsReadOnly, readOnlyNames } from '#src/validation/read-only.js';
import { Frame } from '#src/validation/reference.js';
import { compileValidator, INVALID } from '#src/validation/validator.js';

const Id = Type.Optional(Type.Integer({ readOnly: true }));
const Item = Type.Object({ id: Id, name: Type.String() });
const Tree = Type.Recursive((This) => Type.Object({ id: Id, name: Type.String(), children: Type.Optional(Type.Array(This)) }));
class Account extends Model({ isAdmin: Type.Optional(Type.Boolean({ readOnly: true })), name: Type.String() }) {
  greet(): string {
    return `Hello, ${this.name}`;
  }
}
const raw = (schema: object): TSchema => Type.Unsafe(schema);
const id = { type: 'integer', readOnly: true };
const name = { type: 'string' };
const open = { type: 'object', additionalProperties: true };

interface Case {
  readonly schema: TSchema;
  readonly given: unknown;
  readonly want: unknown;
}

const rows: readonly (readonly [string, Case])[] = [
  ['at the top', { schema: Item, given: { id: 1, name: 'a' }, want: { name: 'a' } }],
  ['whatever was sent for it', { schema: Item, given: { id: { deep: [1] }, name: 'a' }, want: { name: 'a' } }],
  ['in a list in an object', { schema: Type.Object({ all: Type.Array(Item) }), given: { all: [{ id: 1, name: 'a' }] }, want: { all: [{ name: 'a' }] } }],
  ['in a recursion', { schema: Tree, given: { id: 1, name: 'a', children: [{ id: 2, name: 'b' }] }, want: { name: 'a', children: [{ name: 'b' }] } }],
  [
    'in an object that keeps what is undeclared',
    { schema: Type.Object({ id: Id }, { additionalProperties: true }), given: { id: 1, more: 2 }, want: { more: 2 } },
  ],
  ['in one that refuses it', { schema: Type.Object({ id: Id }, { additionalProperties: false }), given: { id: 1 }, want: {} }],
  ['in a nullable one', { schema: Type.Union([Item, Type.Null()]), given: { id: 1, name: 'a' }, want: { name: 'a' } }],
  ['in the branch of a union', { schema: Type.Union([Item, Type.Object({ size: Type.Integer() })]), given: { id: 1, name: 'a' }, want: { name: 'a' } }],
  [
    'in a tagged one',
    {
      schema: Type.Union([Type.Object({ kind: Type.Literal('a'), id: Id }), Type.Object({ kind: Type.Literal('b'), id: Type.Integer() })]),
      given: { kind: 'b', id: 1 },
      want: { kind: 'b', id: 1 },
    },
  ],
  [
    'in a part of an intersection',
    { schema: Type.Intersect([Item, Type.Object({ size: Type.Integer() })]), given: { id: 1, name: 'a', size: 2 }, want: { name: 'a', size: 2 } },
  ],
  ['where another part is open', { schema: raw({ allOf: [{ type: 'object', properties: { id } }, open] }), given: { id: 1, a: 2 }, want: { a: 2 } }],
  [
    'where another part declares it, too',
    { schema: raw({ allOf: [{ properties: { id } }, { properties: { id: { type: 'integer' } } }] }), given: { id: 1 }, want: {} },
  ],
  [
    'beside a reference',
    {
      schema: raw({ $defs: { A: { type: 'object', properties: { id } } }, $ref: '#/$defs/A', additionalProperties: true, type: 'object' }),
      given: { id: 1, a: 2 },
      want: { a: 2 },
    },
  ],
  [
    'where a union beside it is open',
    {
      schema: raw({
        type: 'object',
        properties: { id },
        anyOf: [
          { ...open, required: ['a'] },
          { ...open, required: ['b'] },
        ],
      }),
      given: { id: 1, a: 2 },
      want: { a: 2 },
    },
  ],
  [
    'but not what the branch that fits lets clients write',
    {
      schema: raw({
        type: 'object',
        anyOf: [
          { properties: { name, id }, required: ['name'] },
          { properties: { size: id, id: { type: 'integer' } }, required: ['id'] },
        ],
      }),
      given: { id: 1, size: 3 },
      want: { id: 1 },
    },
  ],
  [
    'where a reference says it',
    { schema: raw({ $defs: { Id: id }, type: 'object', properties: { id: { $ref: '#/$defs/Id' }, name } }), given: { id: 1, name: 'a' }, want: { name: 'a' } },
  ],
  [
    'for all names of a record',
    { schema: Type.Object({ all: Type.Record(Type.String(), Type.Integer({ readOnly: true })) }), given: { all: { a: 1 } }, want: { all: {} } },
  ],
  ['for names of a pattern', { schema: raw({ type: 'object', patternProperties: { '^x': id, '^y': name } }), given: { x: 1, y: 'a' }, want: { y: 'a' } }],
  ['with what would be filled in', { schema: raw({ type: 'object', properties: { id: { ...id, default: 5 } } }), given: {}, want: {} }],
  ['in what a codec reads', { schema: Type.Map(Item), given: { a: { id: 1, name: 'a' } }, want: new Map([['a', { name: 'a' }]]) }],
  ['in a date', { schema: Type.Object({ at: Type.Optional(Type.DateTime({ readOnly: true })) }), given: { at: '2024-01-01T00:00:00Z' }, want: {} }],
];

t.test('is dropped from what a client sends', async (t) => {
  for (const [place, { schema, given, want }] of rows) {
    const read = compileValidator(schema, 'json', { isRequest: true }).read(given);
    t.strictSame(read, want, place);
    t.strictSame(collectIssues(schema, given, 'json', [], { isRequest: true }), [], `${place}: nothing is wrong`);
  }
});

t.test('stays in instances of a model unset, and the rest is read', async (t) => {
  const read = compileValidator(Account.schema, 'json', { isRequest: true }).read({ name: 'Ada', isAdmin: true }) as Account;
  t.equal(read.greet(), 'Hello, Ada');
  t.strictSame(Object.keys(read), ['name']);
});

t.test('is not looked at where something else is wrong', async (t) => {
  t.equal(compileValidator(Item, 'json', { isRequest: true }).read({ id: 'x' }), INVALID);
  t.strictSame(
    collectIssues(Item, { id: 'x' }, 'json', ['body'], { isRequest: true }).map(({ loc }) => loc),
    [['body', 'name']],
  );
});

t.test('is dropped from text as well', async (t) => {
  t.strictSame(compileValidator(Item, 'text', { isRequest: true }).read({ id: '1', name: 'a' }), { name: 'a' });
});

t.test('is read where no client sends it', async (t) => {
  t.strictSame(compileValidator(Item, 'json').read({ id: 1, name: 'a' }), { id: 1, name: 'a' });
  t.equal(compileValidator(Item, 'json').read({ id: 'x', name: 'a' }), INVALID);
});

t.test('costs nothing where nothing is read-only: requests have the validator that all have', async (t) => {
  const Plain = Type.Object({ a: Type.Integer(), at: Type.DateTime() });
  t.equal(compileValidator(Plain, 'json', { isRequest: true }), compileValidator(Plain, 'json'));
  t.not(compileValidator(Item, 'json', { isRequest: true }), compileValidator(Item, 'json'));
});

t.test('is found wherever it stands', async (t) => {
  const circle: Record<string, unknown> = { type: 'object' };
  circle['not'] = circle;
  t.strictSame([Item, Type.Array(Tree), Type.Set(Item), Type.String(), circle, null].map(mentionsReadOnly), [true, true, true, false, false, false]);
  const schema = raw({ $defs: { Id: id }, properties: { a: id, b: { $ref: '#/$defs/Id' }, c: name, d: true }, allOf: [{ properties: { e: id } }] });
  const frame = new Frame(schema);
  t.strictSame([...readOnlyNames(schema, frame)], ['a', 'b', 'e']);
  t.equal(isReadOnly({ $ref: '#/$defs/Id' }, frame), true);
  t.equal(isReadOnly(true, frame), false);
});
