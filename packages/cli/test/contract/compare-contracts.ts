import t from 'tap';
import type { Contract } from '#src/contract/contract.js';
import { body, contractOf, tell } from '../fixtures/contracts.js';

const text = { type: 'string' };
const query = (more: object) => ({ parameters: [{ in: 'query', name: 'q', schema: text, ...more }] });
const paths = (all: object): Contract => ({ openapi: { openapi: '3.1.1', paths: all } });
const read = (more: object = {}) => ({
  operationId: 'items.read',
  parameters: [{ in: 'path', name: 'id', required: true, schema: text }],
  responses: {},
  ...more,
});
const secured = (...security: object[]) => contractOf({ security });
const schemes = (Key: object) => contractOf({}, { components: { securitySchemes: { Key } } });
const problem = (code: string) => body({ type: 'object', properties: { code: { const: code } }, required: ['code'] });

/** What changes, from what to what, and what is said of it: `!` before what breaks. */
const ROWS: readonly (readonly [string, Contract, Contract, readonly string[]])[] = [
  ['nothing', contractOf({}), contractOf({ summary: 'A', tags: ['b'] }), []],
  ['a new operation', paths({}), paths({ '/a': { get: {} } }), ['GET /a: is new']],
  ['a removed operation', paths({ '/a': { get: {} } }), paths({}), ['!GET /a: is removed']],
  [
    'a moved operation',
    paths({ '/a/{id}': { get: read() } }),
    paths({ '/b/{id}': { get: read() } }),
    ['!GET /a/{id}: has moved to GET /b/{id}: clients call the old address', 'GET /b/{id}: is new'],
  ],
  ['another method', paths({ '/a': { get: {} } }), paths({ '/a': { post: {} } }), ['!GET /a: is removed', 'POST /a: is new']],
  [
    'a renamed operation',
    contractOf({}),
    contractOf({ operationId: 'items.add' }),
    ["!POST /items: is called 'items.add' and was 'items.create': generated clients call it by its name"],
  ],
  [
    'a renamed path parameter',
    paths({ '/a/{id}': { get: read() } }),
    paths({ '/a/{key}': { get: read({ parameters: [{ in: 'path', name: 'key', required: true, schema: text }] }) } }),
    ["!GET /a/{id}, path id: is called 'key' now: generated clients give it by its name"],
  ],
  ['a new optional parameter', contractOf({}), contractOf(query({})), ['POST /items, query q: is new']],
  ['a new required parameter', contractOf({}), contractOf(query({ required: true })), ['!POST /items, query q: is new and required: clients do not send it']],
  ['a removed parameter', contractOf(query({})), contractOf({}), ['!POST /items, query q: is removed: what clients send is no longer read']],
  [
    'a parameter that is required',
    contractOf(query({})),
    contractOf(query({ required: true })),
    ['!POST /items, query q: is required now: clients may leave it out'],
  ],
  [
    'a parameter that moves',
    contractOf(query({})),
    contractOf(query({ in: 'header' })),
    ['!POST /items, query q: is removed: what clients send is no longer read', 'POST /items, header q: is new'],
  ],
  [
    'a parameter in another style',
    contractOf(query({})),
    contractOf(query({ explode: false })),
    ['!POST /items, query q: is written in the style form and was in form, exploded'],
  ],
  ['a header in other letters', contractOf(query({ in: 'header', name: 'X-Key' })), contractOf(query({ in: 'header', name: 'x-key' })), []],
  [
    'another default',
    contractOf(query({ schema: { ...text, default: 'a' } })),
    contractOf(query({ schema: { ...text, default: 'b' } })),
    ['POST /items, query q: is "b" where it is left out, and was "a"'],
  ],
  [
    'a narrowed parameter',
    contractOf(query({})),
    contractOf(query({ schema: { type: 'integer' } })),
    ["!POST /items, query q: 'type' was string and is integer: what clients send may be refused"],
  ],
  ['a new body', contractOf({}), contractOf({ requestBody: body(text) }), ['POST /items, body: is new']],
  [
    'a new required body',
    contractOf({}),
    contractOf({ requestBody: { ...body(text), required: true } }),
    ['!POST /items, body: is new and required: clients do not send it'],
  ],
  ['a removed body', contractOf({ requestBody: body(text) }), contractOf({}), ['!POST /items, body: is removed: what clients send is no longer read']],
  [
    'another media type',
    contractOf({ requestBody: body(text) }),
    contractOf({ requestBody: { content: { 'text/plain': { schema: text } } } }),
    ['!POST /items, body: application/json is removed: clients send it', 'POST /items, body: text/plain is new'],
  ],
  ['a removed answer', contractOf({ responses: { 200: {} } }), contractOf({ responses: {} }), ['!POST /items, response 200: is removed: clients expect it']],
  [
    'a new answer',
    contractOf({ responses: { 200: {} } }),
    contractOf({ responses: { 200: {}, 202: {} } }),
    ['!POST /items, response 202: is new: clients do not expect it'],
  ],
  ['a new error', contractOf({}), contractOf({ responses: { 404: {} } }), ['POST /items, response 404: is a new error']],
  ['a removed error', contractOf({ responses: { 404: {} } }), contractOf({}), ['!POST /items, response 404: is removed: clients tell this error from others']],
  [
    'another code of an error',
    contractOf({ responses: { 404: problem('a') } }),
    contractOf({ responses: { 404: problem('b') } }),
    ['!POST /items, response 404, body.code: may be "b" now: clients do not know it'],
  ],
  [
    'a removed header',
    contractOf({ responses: { 200: { headers: { Location: { schema: text } } } } }),
    contractOf({ responses: { 200: {} } }),
    ['!POST /items, response 200, header location: is removed: clients read it'],
  ],
  [
    'security where there was none',
    contractOf({}),
    secured({ Key: [] }),
    ['!POST /items, security: asks for Key and asked for nothing: clients bring what is no longer enough'],
  ],
  ['no security where there was some', secured({ Key: [] }), contractOf({}), ['POST /items, security: asks for nothing and asked for Key']],
  ['a further way in', secured({ Key: [] }), secured({ Key: [] }, { Token: [] }), ['POST /items, security: asks for Key or Token and asked for Key']],
  [
    'a way in less',
    secured({ Key: [] }, { Token: [] }),
    secured({ Key: [] }),
    ['!POST /items, security: asks for Key and asked for Key or Token: clients bring what is no longer enough'],
  ],
  [
    'a further scope',
    secured({ Key: ['a'] }),
    secured({ Key: ['a', 'b'] }),
    ['!POST /items, security: asks for Key[a b] and asked for Key[a]: clients bring what is no longer enough'],
  ],
  ['a scope less', secured({ Key: ['b', 'a'] }), secured({ Key: ['a'] }), ['POST /items, security: asks for Key[a] and asked for Key[a b]']],
  [
    'security of the document',
    contractOf({}),
    contractOf({}, { security: [{ Key: [] }] }),
    ['!POST /items, security: asks for Key and asked for nothing: clients bring what is no longer enough'],
  ],
  [
    'another scheme of the same name',
    schemes({ type: 'apiKey', in: 'header', name: 'a' }),
    schemes({ type: 'apiKey', in: 'query', name: 'a' }),
    ["!security scheme Key: 'in' was 'header' and is 'query': clients sign in the old way"],
  ],
  [
    'a server less',
    contractOf({}, { servers: [{ url: '/v1' }, { url: '/v2' }] }),
    contractOf({}, { servers: [{ url: '/v2' }] }),
    ['!server /v1: is removed: clients call it'],
  ],
];

for (const [name, before, after, expected] of ROWS) {
  t.test(`${name}: ${expected.some((line) => line.startsWith('!')) ? 'breaks' : 'is fine'}`, async (t) => {
    t.strictSame(tell(before, after), expected);
  });
}
