import t from 'tap';
import { body, contractOf, tell } from '../fixtures/contracts.js';

t.test('an operation that is deprecated, and a body that may be left out, break nobody', async (t) => {
  const before = contractOf({ requestBody: { ...body({}), required: true } });
  t.strictSame(tell(before, contractOf({ deprecated: true, requestBody: body({}) })), [
    'POST /items: is deprecated now',
    'POST /items, body: is no longer required',
  ]);
  t.strictSame(tell(contractOf({ requestBody: body({}) }), before), ['!POST /items, body: is required now: clients may leave it out']);
});
