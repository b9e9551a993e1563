import t from 'tap';
import { contractOf, tell } from '../fixtures/contracts.js';

const parameters = (...all: object[]) => contractOf({ parameters: all });
const q = { in: 'query', name: 'q', schema: { type: 'string' } };

t.test('a parameter that is no longer required, or deprecated, breaks nobody', async (t) => {
  t.strictSame(tell(parameters({ ...q, required: true }), parameters({ ...q, deprecated: true })), [
    'POST /items, query q: is no longer required',
    'POST /items, query q: is deprecated now',
  ]);
});

t.test('headers that the protocol owns are no parameters', async (t) => {
  t.strictSame(tell(parameters(), parameters({ in: 'header', name: 'Authorization', required: true })), []);
});

t.test('a parameter written as JSON is compared as what it holds', async (t) => {
  const json = (schema: object) => parameters({ in: 'query', name: 'q', content: { 'application/json': { schema } } });
  t.match(tell(json({ type: 'string' }), json({ type: 'integer' })), [
    "!POST /items, query q: 'type' was string and is integer: what clients send may be refused",
  ]);
});
