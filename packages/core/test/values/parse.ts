import t from 'tap';
import { Model, Type, ValidationError, parse, safeParse } from '#src/index.js';

class Item extends Model({
  name: Type.String({ minLength: 1 }),
  price: Type.Number({ minimum: 0 }),
  at: Type.Optional(Type.DateTime()),
  tags: Type.Array(Type.String(), { default: [] }),
}) {
  total(count: number): number {
    return this.price * count;
  }
}

t.test('reads a value as a body is read', async (t) => {
  const given = { name: 'Pen', price: 2, at: '2030-01-02T03:04:05Z', secret: 'x' };
  const item = parse(Item, given);
  t.type(item, Item);
  t.equal(item.total(3), 6);
  t.strictSame({ ...item }, { name: 'Pen', price: 2, at: new Date('2030-01-02T03:04:05Z'), tags: [] });
  t.equal(given.secret, 'x', 'the value itself stays as it is');
});

t.test('takes schemas that have no class', async (t) => {
  t.strictSame(parse(Type.Array(Type.Integer()), [1, 2]), [1, 2]);
  t.equal(parse(Type.Transform(Type.String()).Decode(Number).Encode(String), '5'), 5);
  t.equal(parse(Type.Integer({ default: 3 }), undefined), 3);
});

t.test('throws everything that is wrong, with its place', async (t) => {
  try {
    parse(Item, { price: -1, tags: ['a', 2] });
    t.fail('was accepted');
  } catch (error) {
    if (!ValidationError.is(error)) throw error;
    t.strictSame(error.issues, [
      { type: 'missing', loc: ['name'], msg: 'Field required', input: { price: -1, tags: ['a', 2] } },
      { type: 'greater_than_equal', loc: ['price'], msg: 'Input should be greater than or equal to 0', input: -1, ctx: { ge: 0 } },
      { type: 'string_type', loc: ['tags', 1], msg: 'Input should be a valid string', input: 2 },
    ]);
    t.match(error.message, /^The value does not fit 'Item': 3 mistakes found\.\n {2}name: Field required\n/);
  }
});

t.test('coerces texts where they are said to be texts', async (t) => {
  t.throws(() => parse(Type.Integer(), '5'), ValidationError);
  t.equal(parse(Type.Integer(), '5', { mode: 'text' }), 5);
});

t.test('answers without an exception on request', async (t) => {
  t.strictSame(safeParse(Type.Integer(), 5), { success: true, value: 5 });
  t.match(safeParse(Type.Integer(), 'x'), { success: false, issues: [{ type: 'int_parsing', loc: [] }] });
});

t.test('checks formats of the caller', async (t) => {
  const formats = { even: (text: string) => text.length % 2 === 0 };
  const Even = Type.String({ format: 'even' });
  t.equal(parse(Even, 'ab', { formats }), 'ab');
  t.match(safeParse(Even, 'abc', { formats }), { issues: [{ type: 'value_error', msg: /not a valid even/ }] });
});

t.test('refuses a schema with a mistake', async (t) => {
  const wrong = Type.Object({ mail: Type.String({ format: 'emial' }) });
  t.throws(() => parse(wrong, {}), { name: 'TypeError', message: /properties\.mail\.format: .*Did you mean 'email'/ });
  t.throws(() => safeParse(wrong, {}), TypeError);
});
