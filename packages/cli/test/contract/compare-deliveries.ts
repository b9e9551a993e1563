import t from 'tap';
import type { Contract } from '#src/contract/contract.js';
import { body, contractOf, tell } from '../fixtures/contracts.js';

const text = { type: 'string' };
const sold = (operation: object, rest: object = {}): Contract => contractOf({}, { webhooks: { sold: { post: operation } }, ...rest });
const paid = (operation: object, address = '{$request.body#/url}'): Contract => contractOf({ callbacks: { paid: { [address]: { post: operation } } } });
const item = (properties: object, required: readonly string[] = Object.keys(properties)): object => ({ type: 'object', properties, required });
const header = (more: object = {}) => ({ parameters: [{ in: 'header', name: 'X-Signature', schema: text, ...more }] });

/** What changes, from what to what, and what is said of it: `!` before what breaks receivers. */
const ROWS: readonly (readonly [string, Contract, Contract, readonly string[]])[] = [
  ['no webhook', contractOf({}), contractOf({}), []],
  ['the same webhook', sold({ requestBody: body(text) }), sold({ requestBody: body(text), summary: 'A' }), []],
  ['a webhook less', sold({}), contractOf({}), ['!webhook sold: is removed: it is no longer sent']],
  ['a webhook more', contractOf({}), sold({}), ['webhook sold: is new']],
  ['a callback less', paid({}), contractOf({}), ['!POST /items, callback paid to {$request.body#/url}: is removed: it is no longer sent']],
  [
    'a callback to another address',
    paid({}),
    paid({}, '{$request.query.url}'),
    ['!POST /items, callback paid to {$request.body#/url}: is removed: it is no longer sent', 'POST /items, callback paid to {$request.query.url}: is new'],
  ],
  ['a webhook that is to go', sold({}), sold({ deprecated: true }), ['webhook sold: is deprecated now']],
  [
    'another method of a webhook',
    contractOf({}, { webhooks: { sold: { post: {}, put: {} } } }),
    sold({}),
    ['!webhook sold (PUT): is removed: it is no longer sent'],
  ],
  [
    'a property that is no longer sent',
    sold({ requestBody: body(item({ id: text, name: text })) }),
    sold({ requestBody: body(item({ id: text })) }),
    ['!webhook sold, body.name: is removed: receivers no longer get it'],
  ],
  [
    'a property more',
    sold({ requestBody: body(item({ id: text })) }),
    sold({ requestBody: body(item({ id: text, name: text })) }),
    ['webhook sold, body.name: is new'],
  ],
  [
    'a wider value in a callback',
    paid({ requestBody: body(item({ state: { enum: ['a'] } })) }),
    paid({ requestBody: body(item({ state: { enum: ['a', 'b'] } })) }),
    ['!POST /items, callback paid to {$request.body#/url}, body.state: may be "b" now: receivers do not know it'],
  ],
  [
    'a narrower value',
    sold({ requestBody: body({ type: 'string', maxLength: 9 }) }),
    sold({ requestBody: body({ type: 'string', maxLength: 5 }) }),
    ["webhook sold, body: 'maxLength' was 9 and is 5"],
  ],
  ['no body', sold({ requestBody: body(text) }), sold({}), ['!webhook sold, body: is removed: receivers read it']],
  ['a body where there was none', sold({}), sold({ requestBody: body(text) }), ['webhook sold, body: is new']],
  [
    'a body that may be missing',
    sold({ requestBody: { ...body(text), required: true } }),
    sold({ requestBody: body(text) }),
    ['!webhook sold, body: may be missing now: receivers expect it'],
  ],
  [
    'a further media type, which receivers did not ask for',
    sold({ requestBody: body(text) }),
    sold({ requestBody: { content: { ...(body(text)['content'] as object), 'text/plain': { schema: text } } } }),
    ['!webhook sold, body: text/plain is new: receivers do not know it'],
  ],
  ['a header less', sold(header()), sold({}), ['!webhook sold, header x-signature: is removed: receivers read it']],
  ['a header more', sold({}), sold(header()), ['webhook sold, header x-signature: is new']],
  [
    'a header that may be missing',
    sold(header({ required: true })),
    sold(header()),
    ['!webhook sold, header x-signature: may be missing now: receivers expect it'],
  ],
  ['a header that is always there', sold(header()), sold(header({ required: true })), ['webhook sold, header x-signature: is always there now']],
  [
    'an answer that is no longer understood',
    sold({ responses: { 200: {}, 410: {} } }),
    sold({ responses: { 200: {} } }),
    ['!webhook sold, answer 410: is removed: receivers answer it'],
  ],
  ['a further answer', sold({ responses: { 200: {} } }), sold({ responses: { 200: {}, 410: {} } }), ['webhook sold, answer 410: is understood now']],
  [
    'an answer that must have more',
    sold({ responses: { 200: body(item({ id: text })) } }),
    sold({ responses: { 200: body(item({ id: text, at: text })) } }),
    ['!webhook sold, answer 200, body.at: is new and required: receivers do not send it'],
  ],
  [
    'an answer that may have more',
    sold({ responses: { 200: body(item({ id: text })) } }),
    sold({ responses: { 200: body(item({ id: text, at: text }, ['id'])) } }),
    ['webhook sold, answer 200, body.at: is new'],
  ],
  [
    'an answer that must have a body',
    sold({ responses: { 200: {} } }),
    sold({ responses: { 200: body(text) } }),
    ['!webhook sold, answer 200: has a body now: receivers send none'],
  ],
  [
    'an answer that must have a header',
    sold({ responses: { 200: {} } }),
    sold({ responses: { 200: { headers: { 'X-Seen': { required: true, schema: text } } } } }),
    ['!webhook sold, answer 200, header x-seen: is required now: receivers do not send it'],
  ],
  [
    'other credentials',
    sold({ security: [{ Key: [] }] }),
    sold({ security: [{ Token: [] }] }),
    ['!webhook sold, security: brings Token and brought Key: receivers ask for it'],
  ],
  ['credentials where there were none', sold({}), sold({ security: [{ Key: [] }] }), ['webhook sold, security: brings Key and brought nothing']],
];

for (const [name, before, after, expected] of ROWS) {
  t.test(`${name}: ${expected.some((line) => line.startsWith('!')) ? 'breaks' : 'is fine'}`, async (t) => {
    t.strictSame(tell(before, after), expected);
  });
}

t.test('a webhook and a callback may be references', async (t) => {
  const of = (schema: object): Contract =>
    contractOf(
      { callbacks: { paid: { $ref: '#/components/callbacks/Paid' } } },
      {
        webhooks: { sold: { $ref: '#/components/pathItems/Sold' } },
        components: {
          callbacks: { Paid: { '{$request.body#/url}': { $ref: '#/components/pathItems/Sold' } } },
          pathItems: { Sold: { post: { requestBody: body(schema) } } },
        },
      },
    );
  t.strictSame(tell(of(text), of({ type: 'integer' })), [
    "!POST /items, callback paid to {$request.body#/url}, body: 'type' was string and is integer: receivers may get what they do not expect",
    "!webhook sold, body: 'type' was string and is integer: receivers may get what they do not expect",
  ]);
});
