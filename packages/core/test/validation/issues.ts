import t from 'tap';
import { Model } from '#src/schema/model.js';
import { named } from '#src/schema/component.js';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';
import { collectIssues } from '#src/validation/issues.js';

type Row = [string, { schema: TSchema; given: unknown; mode?: 'json' | 'text'; want: readonly unknown[] }];

const integer = Type.Integer({ minimum: 1 });
class Cat extends Model({ kind: Type.Literal('cat'), lives: Type.Integer() }) {}
class Dog extends Model({ kind: Type.Literal('dog'), good: Type.Boolean() }) {}
const pet = Type.Union([Cat.schema, Dog.schema]);

const rows: Row[] = [
  [
    'a missing property has the object as its input',
    { schema: Type.Object({ a: integer }), given: { b: 1 }, want: [{ type: 'missing', loc: ['body', 'a'], msg: 'Field required', input: { b: 1 } }] },
  ],
  ['a whole that is missing', { schema: integer, given: undefined, want: [{ type: 'missing', loc: ['body'], msg: 'Field required', input: null }] }],
  [
    'a text for an integer in JSON',
    { schema: integer, given: '5', want: [{ type: 'int_type', loc: ['body'], msg: 'Input should be a valid integer', input: '5' }] },
  ],
  [
    'the last of a repeated scalar',
    {
      schema: integer,
      given: ['1', 'ten'],
      mode: 'text',
      want: [{ type: 'int_parsing', loc: ['body'], msg: 'Input should be a valid integer, unable to parse string as an integer', input: 'ten' }],
    },
  ],
  [
    'the last of a repeated choice, and of a repeated URL',
    {
      schema: Type.Object({ a: Type.Union([Type.Literal('x'), Type.Literal('y')]), b: Type.Url() }),
      given: { a: ['x', 'z'], b: ['http://a.example', 'b'] },
      mode: 'text',
      want: [
        { type: 'literal_error', loc: ['body', 'a'], msg: "Input should be 'x' or 'y'", input: 'z', ctx: { expected: "'x' or 'y'" } },
        {
          type: 'url_parsing',
          loc: ['body', 'b'],
          msg: 'Input should be a valid URL, relative URL without a base',
          input: 'b',
          ctx: { error: 'relative URL without a base' },
        },
      ],
    },
  ],
  [
    'no list where a set is asked for',
    { schema: Type.Set(integer), given: 1, want: [{ type: 'set_type', loc: ['body'], msg: 'Input should be a valid set', input: 1 }] },
  ],
  [
    'no object where a map is asked for',
    { schema: Type.Map(integer), given: [1], want: [{ type: 'dict_type', loc: ['body'], msg: 'Input should be a valid dictionary', input: [1] }] },
  ],
  [
    'no text where an address is asked for',
    {
      schema: Type.Object({ a: Type.String({ format: 'ipv4' }), b: Type.String({ format: 'ipv6' }) }),
      given: { a: 1, b: null },
      want: [
        { type: 'ip_v4_address', loc: ['body', 'a'], msg: 'Input is not a valid IPv4 address', input: 1 },
        { type: 'ip_v6_address', loc: ['body', 'b'], msg: 'Input is not a valid IPv6 address', input: null },
      ],
    },
  ],
  [
    'what a tuple lacks, beside what is wrong with the rest',
    {
      schema: Type.Tuple([integer, Type.String()]),
      given: ['a'],
      want: [
        { type: 'int_parsing', loc: ['body', 0], msg: 'Input should be a valid integer, unable to parse string as an integer', input: 'a' },
        { type: 'missing', loc: ['body', 1], msg: 'Field required', input: ['a'] },
      ],
    },
  ],
  [
    'a word for an integer',
    {
      schema: integer,
      given: 'ten',
      mode: 'text',
      want: [{ type: 'int_parsing', loc: ['body'], msg: 'Input should be a valid integer, unable to parse string as an integer', input: 'ten' }],
    },
  ],
  [
    'an integer beyond what a number holds',
    {
      schema: integer,
      given: '9007199254740993',
      mode: 'text',
      want: [{ type: 'int_parsing_size', loc: ['body'], msg: 'Unable to parse input string as an integer, exceeded maximum size', input: '9007199254740993' }],
    },
  ],
  [
    'a fraction for an integer',
    {
      schema: integer,
      given: 1.5,
      want: [{ type: 'int_from_float', loc: ['body'], msg: 'Input should be a valid integer, got a number with a fractional part', input: 1.5 }],
    },
  ],
  [
    'too small',
    {
      schema: integer,
      given: 0,
      want: [{ type: 'greater_than_equal', loc: ['body'], msg: 'Input should be greater than or equal to 1', input: 0, ctx: { ge: 1 } }],
    },
  ],
  [
    'too small as text: the input is what was sent',
    {
      schema: integer,
      given: '0',
      mode: 'text',
      want: [{ type: 'greater_than_equal', loc: ['body'], msg: 'Input should be greater than or equal to 1', input: '0', ctx: { ge: 1 } }],
    },
  ],
  [
    'not above',
    {
      schema: Type.Number({ exclusiveMinimum: 0 }),
      given: 0,
      want: [{ type: 'greater_than', loc: ['body'], msg: 'Input should be greater than 0', input: 0, ctx: { gt: 0 } }],
    },
  ],
  [
    'too large',
    {
      schema: Type.Number({ maximum: 3 }),
      given: 4,
      want: [{ type: 'less_than_equal', loc: ['body'], msg: 'Input should be less than or equal to 3', input: 4, ctx: { le: 3 } }],
    },
  ],
  [
    'not below',
    {
      schema: Type.Number({ exclusiveMaximum: 3 }),
      given: 3,
      want: [{ type: 'less_than', loc: ['body'], msg: 'Input should be less than 3', input: 3, ctx: { lt: 3 } }],
    },
  ],
  [
    'no multiple',
    {
      schema: Type.Integer({ multipleOf: 5 }),
      given: 7,
      want: [{ type: 'multiple_of', loc: ['body'], msg: 'Input should be a multiple of 5', input: 7, ctx: { multiple_of: 5 } }],
    },
  ],
  [
    'a word for a number',
    {
      schema: Type.Number(),
      given: 'x',
      mode: 'text',
      want: [{ type: 'float_parsing', loc: ['body'], msg: 'Input should be a valid number, unable to parse string as a number', input: 'x' }],
    },
  ],
  [
    'a word for a boolean',
    {
      schema: Type.Boolean(),
      given: 'maybe',
      mode: 'text',
      want: [{ type: 'bool_parsing', loc: ['body'], msg: 'Input should be a valid boolean, unable to interpret input', input: 'maybe' }],
    },
  ],
  [
    'a list for a boolean',
    { schema: Type.Boolean(), given: [], want: [{ type: 'bool_type', loc: ['body'], msg: 'Input should be a valid boolean', input: [] }] },
  ],
  ['a number for a text', { schema: Type.String(), given: 5, want: [{ type: 'string_type', loc: ['body'], msg: 'Input should be a valid string', input: 5 }] }],
  [
    'too short, one',
    {
      schema: Type.String({ minLength: 1 }),
      given: '',
      want: [{ type: 'string_too_short', loc: ['body'], msg: 'String should have at least 1 character', input: '', ctx: { min_length: 1 } }],
    },
  ],
  [
    'too short, counted in code points',
    {
      schema: Type.String({ minLength: 2 }),
      given: '😀',
      want: [{ type: 'string_too_short', loc: ['body'], msg: 'String should have at least 2 characters', input: '😀', ctx: { min_length: 2 } }],
    },
  ],
  [
    'too long',
    {
      schema: Type.String({ maxLength: 2 }),
      given: 'abc',
      want: [{ type: 'string_too_long', loc: ['body'], msg: 'String should have at most 2 characters', input: 'abc', ctx: { max_length: 2 } }],
    },
  ],
  [
    'another pattern',
    {
      schema: Type.String({ pattern: '^\\p{Lu}' }),
      given: 'a',
      want: [{ type: 'string_pattern_mismatch', loc: ['body'], msg: "String should match pattern '^\\p{Lu}'", input: 'a', ctx: { pattern: '^\\p{Lu}' } }],
    },
  ],
  [
    'a pattern is not tried on what is too long',
    {
      schema: Type.String({ pattern: '^a', maxLength: 1 }),
      given: 'bb',
      want: [{ type: 'string_too_long', loc: ['body'], msg: 'String should have at most 1 character', input: 'bb', ctx: { max_length: 1 } }],
    },
  ],
  [
    'another constant',
    {
      schema: Type.Literal('a'),
      given: 'b',
      want: [{ type: 'literal_error', loc: ['body'], msg: "Input should be 'a'", input: 'b', ctx: { expected: "'a'" } }],
    },
  ],
  [
    'none of some constants',
    {
      schema: Type.Union([Type.Literal('a'), Type.Literal(2), Type.Literal(true)]),
      given: 'b',
      want: [{ type: 'literal_error', loc: ['body'], msg: "Input should be 'a', 2 or true", input: 'b', ctx: { expected: "'a', 2 or true" } }],
    },
  ],
  [
    'none of an enumeration',
    {
      schema: Type.Enum({ A: 'a', B: 'b' }),
      given: 'c',
      want: [{ type: 'enum', loc: ['body'], msg: "Input should be 'a' or 'b'", input: 'c', ctx: { expected: "'a' or 'b'" } }],
    },
  ],
  ['no list', { schema: Type.Array(integer), given: {}, want: [{ type: 'list_type', loc: ['body'], msg: 'Input should be a valid list', input: {} }] }],
  [
    'an item',
    {
      schema: Type.Array(integer),
      given: [1, 'x'],
      want: [{ type: 'int_parsing', loc: ['body', 1], msg: 'Input should be a valid integer, unable to parse string as an integer', input: 'x' }],
    },
  ],
  [
    'too few items',
    {
      schema: Type.Array(integer, { minItems: 2 }),
      given: [1],
      want: [
        {
          type: 'too_short',
          loc: ['body'],
          msg: 'List should have at least 2 items after validation, not 1',
          input: [1],
          ctx: { field_type: 'List', min_length: 2, actual_length: 1 },
        },
      ],
    },
  ],
  [
    'too many items',
    {
      schema: Type.Array(integer, { maxItems: 1 }),
      given: [1, 2],
      want: [
        {
          type: 'too_long',
          loc: ['body'],
          msg: 'List should have at most 1 item after validation, not 2',
          input: [1, 2],
          ctx: { field_type: 'List', max_length: 1, actual_length: 2 },
        },
      ],
    },
  ],
  [
    'a place of a tuple that is missing',
    { schema: Type.Tuple([integer, Type.String()]), given: [1], want: [{ type: 'missing', loc: ['body', 1], msg: 'Field required', input: [1] }] },
  ],
  [
    'repeated items',
    {
      schema: Type.Array(integer, { uniqueItems: true }),
      given: [1, 1],
      want: [{ type: 'unique_items', loc: ['body'], msg: 'List items should be unique', input: [1, 1] }],
    },
  ],
  [
    'a list for a model',
    {
      schema: Cat.schema,
      given: [],
      want: [{ type: 'model_attributes_type', loc: ['body'], msg: 'Input should be a valid dictionary or object to extract fields from', input: [] }],
    },
  ],
  [
    'a list for a record',
    {
      schema: Type.Record(Type.String(), integer),
      given: [],
      want: [{ type: 'dict_type', loc: ['body'], msg: 'Input should be a valid dictionary', input: [] }],
    },
  ],
  [
    'a key that is no integer',
    {
      schema: Type.Record(Type.Integer(), integer),
      given: { a: 1 },
      want: [{ type: 'int_parsing', loc: ['body', 'a', '[key]'], msg: 'Input should be a valid integer, unable to parse string as an integer', input: 'a' }],
    },
  ],
  [
    'a property too many',
    {
      schema: Type.Object({ a: integer }, { additionalProperties: false }),
      given: { a: 1, b: 2 },
      want: [{ type: 'extra_forbidden', loc: ['body', 'b'], msg: 'Extra inputs are not permitted', input: 2 }],
    },
  ],
  [
    'null that is not wanted',
    { schema: integer, given: null, want: [{ type: 'int_type', loc: ['body'], msg: 'Input should be a valid integer', input: null }] },
  ],
  [
    'something that ought to be null',
    { schema: Type.Null(), given: 1, want: [{ type: 'none_required', loc: ['body'], msg: 'Input should be None', input: 1 }] },
  ],
  [
    'no branch of a union: each says why',
    {
      schema: Type.Union([integer, Type.Boolean()]),
      given: 'x',
      want: [
        { type: 'int_parsing', loc: ['body', 'constrained-int'], msg: 'Input should be a valid integer, unable to parse string as an integer', input: 'x' },
        { type: 'bool_parsing', loc: ['body', 'bool'], msg: 'Input should be a valid boolean, unable to interpret input', input: 'x' },
      ],
    },
  ],
  [
    'nullable: only the other branch',
    {
      schema: Type.Union([integer, Type.Null()]),
      given: 'x',
      want: [{ type: 'int_parsing', loc: ['body'], msg: 'Input should be a valid integer, unable to parse string as an integer', input: 'x' }],
    },
  ],
  [
    'the tagged branch only',
    {
      schema: pet,
      given: { kind: 'cat', lives: 'x' },
      want: [{ type: 'int_parsing', loc: ['body', 'cat', 'lives'], msg: 'Input should be a valid integer, unable to parse string as an integer', input: 'x' }],
    },
  ],
  [
    'an unknown tag',
    {
      schema: pet,
      given: { kind: 'cow' },
      want: [
        {
          type: 'union_tag_invalid',
          loc: ['body'],
          msg: "Input tag 'cow' found using 'kind' does not match any of the expected tags: 'cat', 'dog'",
          input: { kind: 'cow' },
          ctx: { discriminator: "'kind'", tag: 'cow', expected_tags: "'cat', 'dog'" },
        },
      ],
    },
  ],
  [
    'no tag',
    {
      schema: pet,
      given: {},
      want: [
        { type: 'union_tag_not_found', loc: ['body'], msg: "Unable to extract tag using discriminator 'kind'", input: {}, ctx: { discriminator: "'kind'" } },
      ],
    },
  ],
  [
    'a named branch',
    {
      schema: Type.Union([named('Small', integer), Type.Array(Type.String())]),
      given: {},
      want: [
        { type: 'int_type', loc: ['body', 'Small'], msg: 'Input should be a valid integer', input: {} },
        { type: 'list_type', loc: ['body', 'list[str]'], msg: 'Input should be a valid list', input: {} },
      ],
    },
  ],
  [
    'a uuid',
    {
      schema: Type.String({ format: 'uuid' }),
      given: 'x',
      want: [
        {
          type: 'uuid_parsing',
          loc: ['body'],
          msg: 'Input should be a valid UUID, invalid character: found `x` at 1',
          input: 'x',
          ctx: { error: 'invalid character: found `x` at 1' },
        },
      ],
    },
  ],
  [
    'a format of our own',
    {
      schema: Type.String({ format: 'json-pointer' }),
      given: 'x',
      want: [{ type: 'value_error', loc: ['body'], msg: 'Value error, not a valid json-pointer', input: 'x', ctx: { error: 'not a valid json-pointer' } }],
    },
  ],
  [
    'several at once, in the order of declaration',
    {
      schema: Type.Object({ a: integer, b: Type.String() }),
      given: { b: 1 },
      want: [
        { type: 'missing', loc: ['body', 'a'], msg: 'Field required', input: { b: 1 } },
        { type: 'string_type', loc: ['body', 'b'], msg: 'Input should be a valid string', input: 1 },
      ],
    },
  ],
  ['nothing wrong', { schema: Type.Object({ a: Type.Optional(integer) }), given: {}, want: [] }],
];

t.test("says what is wrong in FastAPI's words", async (t) => {
  for (const [name, { schema, given, mode = 'json', want }] of rows) t.strictSame(collectIssues(schema, given, mode, ['body']), want, name);
});

t.test('collects at most 50 issues of ten thousand', async (t) => {
  const given = Array.from({ length: 10_000 }, () => ({ a: 'x' }));
  t.equal(collectIssues(Type.Array(Type.Object({ a: Type.Integer() })), given, 'json', ['body']).length, 50);
  t.equal(collectIssues(Type.Array(Type.Union([Type.Integer(), Type.Boolean()])), given, 'json', ['body'], { limit: 3 }).length, 3);
});

t.test('20,000 levels are one issue, and what it shows can be written as JSON', async (t) => {
  const Tree = Type.Recursive((This) => Type.Object({ child: Type.Optional(This) }));
  let given: unknown = {};
  for (let level = 0; level < 20_000; level++) given = { child: given };
  for (const schema of [Tree, Type.Unknown(), Type.Object({ child: Type.Any() }), Type.Record(Type.String(), Type.Unknown())]) {
    const issues = collectIssues(schema, given, 'json', ['body']);
    t.strictSame(
      issues.map(({ type }) => type),
      ['recursion_limit'],
    );
    t.ok(JSON.stringify(issues));
  }
});

t.test('never counts __proto__ among the properties', async (t) => {
  const given: unknown = JSON.parse('{"a":1,"__proto__":{"b":2}}');
  t.strictSame(collectIssues(Type.Object({ a: Type.Integer() }, { additionalProperties: false, maxProperties: 1 }), given, 'json', ['body']), []);
});
