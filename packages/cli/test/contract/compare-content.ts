import t from 'tap';
import { body, contractOf, tell } from '../fixtures/contracts.js';

const text = { schema: { type: 'string' } };

t.test('bodies are compared by media type, which is named where there are several', async (t) => {
  const before = contractOf({ requestBody: { content: { 'text/plain': text, 'application/json': text } } });
  const after = contractOf({ requestBody: { content: { 'text/plain': text, 'application/json': { schema: { type: 'string', maxLength: 1 } } } } });
  t.strictSame(tell(before, after), ["!POST /items, body (application/json): 'maxLength' was not set and is 1: what clients send may be refused"]);
});

t.test('the items of a stream are compared', async (t) => {
  const stream = (schema: object) => contractOf({ responses: { 200: { content: { 'text/event-stream': { itemSchema: schema } } } } });
  t.strictSame(tell(stream({ type: 'integer' }), stream({ type: 'string' })), [
    "!POST /items, response 200, body[]: 'type' was integer and is string: clients may get what they do not expect",
  ]);
});

t.test('a body may be a reference', async (t) => {
  const before = contractOf(
    { requestBody: { $ref: '#/components/requestBodies/Item' } },
    { components: { requestBodies: { Item: body({ type: 'string' }) } } },
  );
  t.strictSame(tell(before, contractOf({ requestBody: body({ type: 'string' }) })), []);
});
