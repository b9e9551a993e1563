import t from 'tap';
import { compileHeaderModel, headerNamesOf, membersOf, withDefaults } from '#src/compile/part-model.js';
import { Type } from '#src/schema/type.js';

const SCHEMA = Type.Object({
  save_data: Type.Boolean({ default: false }),
  'X-Tag': Type.Array(Type.String(), { default: ['a'] }),
  at: Type.Unsafe<Date>({ ...Type.DateTime(), default: new Date(0) }),
  other: Type.Optional(Type.String()),
});

const read = compileHeaderModel({ in: 'header', name: undefined, schema: SCHEMA, required: true, options: {}, by: 'route', place: 'here' });

t.test('reads the headers that a model names, by any case, lists split', async (t) => {
  t.strictSame(read({ save_data: '1', 'x-tag': 'one, two', host: 'x' }), { save_data: '1', 'X-Tag': ['one', 'two'] });
});

t.test('reads a property with underscores from the header with hyphens, unless there is one with underscores', async (t) => {
  t.strictSame(headerNamesOf('Save_Data'), ['save_data', 'save-data']);
  t.strictSame(read({ 'save-data': 'on' }), { save_data: 'on' });
  t.strictSame(read({ 'save-data': 'on', save_data: 'off' }), { save_data: 'off' });
});

t.test('shows the defaults of what was left out, where text could say them', async (t) => {
  t.strictSame(withDefaults(SCHEMA, { save_data: 'on' }), { save_data: 'on', 'X-Tag': ['a'] });
  t.equal(withDefaults(SCHEMA, 'text'), 'text');
});

t.test('reads all other headers, too, where the model is open', async (t) => {
  const open = compileHeaderModel({
    in: 'header',
    name: undefined,
    schema: Type.Object({ save_data: Type.String() }, { additionalProperties: true }),
    required: true,
    options: {},
    by: 'route',
    place: 'here',
  });
  t.strictSame(open({ 'save-data': '1', other: '2' }), { save_data: '1', other: '2' });
});

t.test('knows the members of every model of a union', async (t) => {
  const union = Type.Union([Type.Object({ a: Type.String() }), Type.Object({ a: Type.Number(), b: Type.String() })]);
  t.strictSame(Object.keys(membersOf(union)).sort(), ['a', 'b']);
  t.equal(membersOf(union)['a']?.type, 'string');
});
