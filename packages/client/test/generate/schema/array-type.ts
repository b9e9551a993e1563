import t from 'tap';
import { typeOf } from '../../fixtures/generated.js';

const [TEXT, NUMBER] = [{ type: 'string' }, { type: 'number' }];

const ROWS: [schema: object, type: string][] = [
  [{ type: 'array' }, 'unknown[]'],
  [{ type: 'array', items: TEXT }, 'string[]'],
  [{ type: 'array', items: { type: 'array', items: NUMBER } }, 'number[][]'],
  [{ type: 'array', items: { oneOf: [TEXT, NUMBER] } }, 'Array<string | number>'],
  [{ type: 'array', items: { type: ['string', 'null'] } }, 'Array<string | null>'],
  [{ type: 'array', items: { type: 'object', properties: { a: TEXT } } }, '{ a?: string; }[]'],
  [{ type: 'array', prefixItems: [TEXT, NUMBER], items: false }, '[string, number]'],
  [{ type: 'array', prefixItems: [TEXT, NUMBER] }, '[string, number, ...unknown[]]'],
  [{ type: 'array', prefixItems: [TEXT, NUMBER], items: TEXT }, '[string, number, ...string[]]'],
  [{ type: 'array', prefixItems: [TEXT, NUMBER], minItems: 1, maxItems: 2 }, '[string, number?]'],
  [{ type: 'array', prefixItems: [TEXT, { type: ['number', 'null'] }], minItems: 0, items: false }, '[string?, (number | null)?]'],
  [{ type: 'array', items: [TEXT, NUMBER], additionalItems: false }, '[string, number]'],
];

t.test('lists and tuples become types', async (t) => {
  for (const [schema, type] of ROWS) t.equal(await typeOf(schema), type, JSON.stringify(schema));
});
