import t from 'tap';
import { json, moduleOf } from '../../fixtures/generated.js';

const TEXT = { type: 'string' };
const problem = (code: object) => json({ type: 'object', properties: { code }, required: ['code'] }, 'application/problem+json');

t.test('answers are successes by 2xx, all others failures, told by status and code', async (t) => {
  const responses = {
    200: json(TEXT),
    204: { description: '' },
    304: { description: '' },
    404: problem({ const: 'not_found' }),
    409: problem(TEXT),
    '4XX': problem({ enum: ['a', 'b'] }),
    default: { description: '' },
    'x-note': {},
    100: {},
  };
  const text = await moduleOf({ responses });
  t.match(text, 'export type CallSuccess = Success<200, string> | Success<204, undefined>;');
  t.match(text, "errors: { 304: true, 404: ['not_found'], 409: true, '4XX': ['a', 'b'], default: true },");
  t.match(text, '| Failure<304, string | undefined, undefined>');
  t.match(text, /\| Failure<\s+404,\s+'not_found',/);
  t.match(text, /\| Failure<\s+409,\s+string,/);
  t.match(text, /\| Failure<\s+number,\s+'a' \| 'b',/);
});

t.test('without a 2xx the default is the success; without either anything may come', async (t) => {
  t.match(await moduleOf({ responses: { default: json(TEXT), 404: {} } }), 'CallSuccess = Success<number, string>;');
  t.match(await moduleOf({ responses: { 404: {} } }), 'CallSuccess = Success<number, unknown>;');
});

t.test('bodies have the type that the run time makes of them', async (t) => {
  const content = (types: object) => moduleOf({ responses: { 200: { description: '', content: types } } });
  t.match(await content({ 'image/*': {} }), 'Success<200, Blob>');
  t.match(await content({ 'text/csv': { schema: { type: 'array' } } }), 'Success<200, string>');
  t.match(
    await content({ 'application/xml': { schema: {} }, 'application/json': { schema: { type: 'integer' } } }),
    /Success<200, number>[^]*accept: \['application\/json'\]/,
  );
  t.match(await content({ '*/*': { schema: { type: 'integer' } } }), 'Success<200, number>');
});
