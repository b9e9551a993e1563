import t from 'tap';
import { body, contractOf, tell } from '../fixtures/contracts.js';

const answer = (response: object) => contractOf({ responses: { 200: response } });
const header = (more: object = {}) => ({ headers: { ETag: { schema: { type: 'string' }, ...more } } });

t.test('headers are compared whatever their letters', async (t) => {
  t.strictSame(tell(answer(header({ required: true })), answer({ headers: { etag: { schema: { type: 'string' } } } })), [
    '!POST /items, response 200, header etag: may be missing now: clients expect it',
  ]);
  t.strictSame(tell(answer({}), answer(header())), ['POST /items, response 200, header etag: is new']);
  t.strictSame(tell(answer(header()), answer(header({ required: true }))), ['POST /items, response 200, header etag: is always there now']);
});

t.test('a body that comes breaks nobody, one that goes does', async (t) => {
  t.strictSame(tell(answer({}), answer(body({ type: 'string' }))), ['POST /items, response 200: has a body now']);
  t.strictSame(tell(answer(body({ type: 'string' })), answer({})), ['!POST /items, response 200, body: application/json is removed: clients read it']);
});

t.test('a range of errors that is said status by status breaks nobody; one that goes does', async (t) => {
  const responses = (...statuses: readonly string[]) => contractOf({ responses: Object.fromEntries(statuses.map((status) => [status, {}])) });
  t.strictSame(tell(responses('200', '4XX'), responses('200', '404', '422')), [
    'POST /items, response 4XX: is said status by status',
    'POST /items, response 404: is a new error',
    'POST /items, response 422: is a new error',
  ]);
  t.match(tell(responses('200', '4XX'), responses('200', '500')), ['!POST /items, response 4XX: is removed: clients tell this error from others']);
});
