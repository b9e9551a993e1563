import t from 'tap';
import { documentOf, filesOf } from '../../fixtures/generated.js';

const AT = { type: 'string', format: 'date-time' };
const answer = (schema: object, type = 'application/json') => ({ description: '', content: { [type]: { schema } } });
const item = { $ref: '#/components/schemas/Item' };
const schemas = {
  Item: { type: 'object', properties: { at: AT, day: { type: 'string', format: 'date' }, parts: { type: 'array', items: item } } },
  Owner: { type: 'object', properties: { items: { type: 'object', additionalProperties: item } } },
  Plain: { type: 'object', properties: { name: { type: 'string' } } },
};

function document(responses: object, more: object = {}) {
  return documentOf({ paths: { '/things': { get: { operationId: 'things.read', tags: ['things'], responses, ...more } } }, schemas });
}

t.test('dates stay texts unless they are asked for', async (t) => {
  const files = await filesOf(document({ 200: answer(item) }));
  t.match(files['models.ts'], 'at?: string;');
  t.notOk(files['dates.ts']);
  t.notMatch(files['things.ts'], 'decode');
});

t.test('says where dates are, in models that contain themselves and each other', async (t) => {
  const files = await filesOf(document({ 200: answer(item) }), { dates: 'Date' });
  t.match(files['models.ts'], 'at?: Date;');
  t.match(files['models.ts'], 'day?: string;');
  t.match(files['dates.ts'], "Item: { properties: { at: true, parts: { items: () => dates['Item'] } } },");
  t.match(files['dates.ts'], "Owner: { properties: { items: { others: () => dates['Item'] } } },");
  t.notMatch(files['dates.ts'], 'Plain');
  t.match(files['things.ts'], "decode: toDates(() => dates['Item']),");
  t.match(files['things.ts'], "import { dates } from './dates.js';");
});

t.test('takes dates in parameters, and finds them in errors and streams', async (t) => {
  const responses = {
    200: answer({ type: 'object', properties: { at: AT } }, 'text/event-stream'),
    404: answer({ type: 'object', properties: { since: AT } }),
  };
  const { 'things.ts': text } = await filesOf(document(responses, { parameters: [{ name: 'since', in: 'query', schema: AT }] }), { dates: 'Date' });
  t.match(text, 'since?: Date | undefined;');
  t.match(text, 'decode: toDates([{ properties: { data: { properties: { at: true } } } }, { properties: { since: true } }]),');
  t.notMatch(text, './dates.js');
});

t.test('loads nothing for operations without dates', async (t) => {
  const { 'things.ts': text } = await filesOf(document({ 200: answer({ $ref: '#/components/schemas/Plain' }) }), { dates: 'Date' });
  t.notMatch(text, /toDates|decode/);
});
