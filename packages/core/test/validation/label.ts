import t from 'tap';
import { named } from '#src/schema/component.js';
import { Model } from '#src/schema/model.js';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';
import { labelOf } from '#src/validation/label.js';
import { Frame } from '#src/validation/reference.js';

class Item extends Model({ id: Type.Integer() }) {}

t.test("names branches as pydantic's locations do", async (t) => {
  const rows: [TSchema, string][] = [
    [Type.Integer(), 'int'],
    [Type.Integer({ minimum: 1 }), 'constrained-int'],
    [Type.Number(), 'float'],
    [Type.String(), 'str'],
    [Type.String({ maxLength: 1 }), 'constrained-str'],
    [Type.String({ format: 'uuid' }), 'uuid'],
    [Type.Boolean(), 'bool'],
    [Type.Null(), 'none'],
    [Type.Array(Type.Integer()), 'list[int]'],
    [Type.Tuple([Type.Integer(), Type.String()]), 'tuple[int, str]'],
    [Type.Record(Type.String(), Type.Integer()), 'dict[str,int]'],
    [Type.Object({}), 'object'],
    [Type.Object({}, { title: 'Thing' }), 'Thing'],
    [Item.schema, 'Item'],
    [named('Small', Type.Integer()), 'Small'],
    [Type.Literal('a'), "literal['a']"],
    [Type.Union([Type.Integer(), Type.Null()]), 'nullable[int]'],
    [Type.Union([Type.Integer(), Type.String()]), 'union[int,str]'],
    [Type.DateTime(), 'datetime'],
    [Type.Set(Type.Integer()), 'set'],
    [Type.Unsafe({ type: ['integer', 'string'] }), 'union[int,str]'],
    [Type.Unsafe({ $ref: '#/$defs/x', $defs: { x: { type: 'boolean' } } }), 'bool'],
    [Type.Unknown(), 'any'],
  ];
  for (const [schema, want] of rows) t.equal(labelOf(schema, new Frame(schema)), want, want);
});

t.test('a recursive branch has a name that ends', async (t) => {
  const schema = Type.Recursive((This) => Type.Array(This));
  t.match(labelOf(schema, new Frame(schema)), /^list\[.*\.\.\..*\]$/);
});
