import t from 'tap';
import { complainOfConversion, convert, lastOf } from '#src/validation/conversion.js';
import { INVALID } from '#src/validation/invalid.js';

t.test('converts text, and nothing else', async (t) => {
  const rows: [string, unknown, { text: unknown; json: unknown }][] = [
    ['integer', '1', { text: 1, json: INVALID }],
    ['integer', 1, { text: 1, json: 1 }],
    ['number', '.5', { text: 0.5, json: INVALID }],
    ['number', 'inf', { text: INVALID, json: INVALID }],
    ['boolean', 'off', { text: false, json: INVALID }],
    ['string', ['a', 'b'], { text: 'b', json: INVALID }],
    ['array', 'a', { text: ['a'], json: INVALID }],
    ['object', 'a', { text: INVALID, json: INVALID }],
    ['object', { a: 1 }, { text: { a: 1 }, json: { a: 1 } }],
    ['null', 'null', { text: INVALID, json: INVALID }],
    ['null', null, { text: null, json: null }],
  ];
  for (const [type, value, { text, json }] of rows) {
    t.strictSame(convert(type, value, 'text'), text, `text ${type} ${JSON.stringify(value)}`);
    t.strictSame(convert(type, value, 'json'), json, `JSON ${type} ${JSON.stringify(value)}`);
  }
  t.strictSame([lastOf([1, 2]), lastOf([]), lastOf('a')], [2, undefined, 'a']);
});

t.test('says why a value is not of a type', async (t) => {
  const rows: [string, unknown, 'json' | 'text', string][] = [
    ['integer', 'x', 'json', 'int_parsing'],
    ['integer', '5', 'json', 'int_type'],
    ['integer', '9007199254740993', 'text', 'int_parsing_size'],
    ['integer', 1.5, 'json', 'int_from_float'],
    ['integer', Infinity, 'json', 'finite_number'],
    ['integer', true, 'json', 'int_type'],
    ['number', 'x', 'json', 'float_parsing'],
    ['number', '1', 'json', 'float_type'],
    ['number', 'nan', 'text', 'finite_number'],
    ['number', NaN, 'json', 'finite_number'],
    ['number', null, 'json', 'float_type'],
    ['boolean', 'x', 'text', 'bool_parsing'],
    ['boolean', 2, 'json', 'bool_parsing'],
    ['boolean', 1, 'json', 'bool_type'],
    ['boolean', null, 'json', 'bool_type'],
    ['string', 1, 'json', 'string_type'],
    ['null', 1, 'json', 'none_required'],
    ['array', 1, 'json', 'list_type'],
    ['object', 1, 'json', 'dict_type'],
    ['undefined', 1, 'json', 'never'],
  ];
  for (const [type, value, mode, want] of rows) t.equal(complainOfConversion(type, value, {}, mode).type, want, `${mode} ${type} ${String(value)}`);
  t.equal(complainOfConversion('array', 1, { prefixItems: [] }, 'json').type, 'tuple_type');
  t.equal(complainOfConversion('object', 1, { properties: {} }, 'json').type, 'model_attributes_type');
  t.equal(complainOfConversion('string', 1, { format: 'date-time' }, 'json').type, 'datetime_type');
});
