import t from 'tap';
import { compareContracts } from '#src/contract/compare-contracts.js';
import { input, output } from '../fixtures/contracts.js';

const object = (properties: object, required: readonly string[] = Object.keys(properties), more: object = {}) => ({
  type: 'object',
  properties,
  required,
  ...more,
});
const text = { type: 'string' };
const number = { type: 'number' };

type Verdict = 'breaks' | 'fine' | 'same';

/** What changes, from which schema to which, and what that is where clients send it, and where they get it. */
const ROWS: readonly (readonly [string, unknown, unknown, Verdict, Verdict])[] = [
  ['nothing', object({ a: text }), object({ a: text }), 'same', 'same'],
  ['only words', { ...text, description: 'A', examples: ['x'] }, { ...text, title: 'B', deprecated: true }, 'same', 'same'],
  ['the order of members', object({ a: text, b: number }), object({ b: number, a: text }, ['b', 'a']), 'same', 'same'],
  ['a new optional property', object({ a: text }), object({ a: text, b: text }, ['a']), 'fine', 'fine'],
  ['a new required property', object({ a: text }), object({ a: text, b: text }), 'breaks', 'fine'],
  ['a removed property', object({ a: text, b: text }), object({ a: text }), 'breaks', 'breaks'],
  ['a removed optional property', object({ a: text, b: text }, ['a']), object({ a: text }), 'breaks', 'breaks'],
  ['a renamed property', object({ a: text }), object({ b: text }), 'breaks', 'breaks'],
  ['an optional property that is required', object({ a: text }, []), object({ a: text }), 'breaks', 'fine'],
  ['a required property that is optional', object({ a: text }), object({ a: text }, []), 'fine', 'breaks'],
  ['a property of another type', object({ a: text }), object({ a: number }), 'breaks', 'breaks'],
  ['a narrower type', { type: 'number' }, { type: 'integer' }, 'breaks', 'fine'],
  ['a wider type', { type: 'integer' }, { type: 'number' }, 'fine', 'breaks'],
  ['null beside a type', text, { type: ['string', 'null'] }, 'fine', 'breaks'],
  ['null beside a type as an alternative', text, { anyOf: [text, { type: 'null' }] }, 'fine', 'breaks'],
  ['the same null, written otherwise', { type: ['string', 'null'] }, { anyOf: [{ type: 'null' }, text] }, 'same', 'same'],
  ['the null of OpenAPI 3.0', { ...text, nullable: true }, { type: ['string', 'null'] }, 'same', 'same'],
  ['a further value', { enum: ['a', 'b'] }, { enum: ['a', 'b', 'c'] }, 'fine', 'breaks'],
  ['a value less', { enum: ['a', 'b'] }, { enum: ['b'] }, 'breaks', 'fine'],
  ['values where any text was', text, { ...text, enum: ['a'] }, 'breaks', 'fine'],
  ['constants as alternatives, and as values', { anyOf: [{ const: 'a' }, { const: 'b' }] }, { type: 'string', enum: ['b', 'a'] }, 'same', 'same'],
  ['another constant', { const: 'a' }, { const: 'b' }, 'breaks', 'breaks'],
  ['a shorter text', { ...text, maxLength: 20 }, { ...text, maxLength: 10 }, 'breaks', 'fine'],
  ['a longer text', { ...text, maxLength: 10 }, { ...text, maxLength: 20 }, 'fine', 'breaks'],
  ['a limit where none was', text, { ...text, minLength: 1 }, 'breaks', 'fine'],
  ['a limit that limits nothing', text, { ...text, minLength: 0 }, 'same', 'same'],
  ['a larger minimum', { ...number, minimum: 0 }, { ...number, minimum: 1 }, 'breaks', 'fine'],
  ['a minimum that excludes itself', { ...number, minimum: 0 }, { ...number, exclusiveMinimum: 0 }, 'breaks', 'fine'],
  ['an exclusive maximum of OpenAPI 3.0', { ...number, maximum: 5, exclusiveMaximum: true }, { ...number, exclusiveMaximum: 5 }, 'same', 'same'],
  ['a coarser step', { ...number, multipleOf: 0.1 }, { ...number, multipleOf: 0.3 }, 'breaks', 'fine'],
  ['another pattern', { ...text, pattern: '^a' }, { ...text, pattern: '^b' }, 'breaks', 'breaks'],
  ['a pattern less', { ...text, pattern: '^a' }, text, 'fine', 'breaks'],
  ['a format', text, { ...text, format: 'uuid' }, 'breaks', 'fine'],
  ['other items', { type: 'array', items: text }, { type: 'array', items: { ...text, maxLength: 9 } }, 'breaks', 'fine'],
  ['a list of single ones', { type: 'array', items: text }, { type: 'array', items: text, uniqueItems: true }, 'breaks', 'fine'],
  [
    'a place of a tuple',
    { type: 'array', prefixItems: [text, text], items: false },
    { type: 'array', prefixItems: [text, number], items: false },
    'breaks',
    'breaks',
  ],
  ['a value in place of a list', text, { type: 'array', items: text }, 'breaks', 'breaks'],
  ['no further properties', object({ a: text }), object({ a: text }, ['a'], { additionalProperties: false }), 'breaks', 'fine'],
  ['further properties', object({ a: text }, ['a'], { additionalProperties: false }), object({ a: text }), 'fine', 'fine'],
  [
    'a record of other values',
    { type: 'object', additionalProperties: text },
    { type: 'object', additionalProperties: { ...text, maxLength: 2 } },
    'breaks',
    'fine',
  ],
  ['anything', text, {}, 'fine', 'breaks'],
  ['nothing at all', text, false, 'breaks', 'fine'],
  [
    'a new alternative',
    { oneOf: [object({ kind: { const: 'a' } })] },
    { oneOf: [object({ kind: { const: 'a' } }), object({ kind: { const: 'b' } })] },
    'fine',
    'breaks',
  ],
  [
    'an alternative less',
    { oneOf: [object({ kind: { const: 'a' } }), object({ kind: { const: 'b' } })] },
    { oneOf: [object({ kind: { const: 'b' } })] },
    'breaks',
    'fine',
  ],
  ['alternatives in another order', { anyOf: [text, number] }, { oneOf: [number, text] }, 'same', 'same'],
  ['parts written as one', { allOf: [object({ a: text }), object({ b: number })] }, object({ a: text, b: number }), 'same', 'same'],
  ['a part more', { allOf: [object({ a: text })] }, { allOf: [object({ a: text }), object({ b: text })] }, 'breaks', 'fine'],
  ['what only the server writes', object({ a: text }), object({ a: text, id: { ...text, readOnly: true } }), 'same', 'fine'],
  ['what only clients write', object({ a: text }), object({ a: text, key: { ...text, writeOnly: true } }), 'breaks', 'same'],
  ['a keyword that nobody can compare', { not: { const: 1 } }, { not: { const: 2 } }, 'breaks', 'breaks'],
  ['a property called as a keyword', object({ description: text }), object({ description: number }), 'breaks', 'breaks'],
  ['a property of the prototype', object({ toString: text }), object({ constructor: text }), 'breaks', 'breaks'],
];

for (const [name, before, after, sent, got] of ROWS) {
  t.test(`${name}: ${sent} where it is sent, ${got} where it is got`, async (t) => {
    t.equal(verdictOn(compareContracts(input(before), input(after))), sent);
    t.equal(verdictOn(compareContracts(output(before), output(after))), got);
  });
}

function verdictOn(changes: readonly { readonly breaking: boolean }[]): Verdict {
  if (changes.length === 0) return 'same';
  return changes.some(({ breaking }) => breaking) ? 'breaks' : 'fine';
}

/** What changed, and what is said of it. */
const REASONS: readonly (readonly [unknown, unknown, string, string])[] = [
  [
    { ...text, maxLength: 20 },
    { ...text, maxLength: 10 },
    "breaking POST /items, body: 'maxLength' was 20 and is 10: what clients send may be refused",
    "fine POST /items, response 200, body: 'maxLength' was 20 and is 10",
  ],
  [
    object({ a: text }),
    object({ a: text, b: text }),
    'breaking POST /items, body.b: is new and required: clients do not send it',
    'fine POST /items, response 200, body.b: is new',
  ],
  [
    object({ a: text }),
    object({}),
    'breaking POST /items, body.a: is removed: what clients send is no longer read',
    'breaking POST /items, response 200, body.a: is removed: clients no longer get it',
  ],
  [
    object({ a: text }),
    object({ a: text }, []),
    'fine POST /items, body.a: is no longer required',
    'breaking POST /items, response 200, body.a: may be missing now: clients expect it',
  ],
  [
    { type: 'array', items: { enum: ['a'] } },
    { type: 'array', items: { enum: ['a', 'b'] } },
    'fine POST /items, body[]: also accepts "b" now',
    'breaking POST /items, response 200, body[]: may be "b" now: clients do not know it',
  ],
];

t.test('each difference is told once, with its place and its reason', async (t) => {
  const tell = (changes: ReturnType<typeof compareContracts>) =>
    changes.map(({ breaking, place, reason }) => `${breaking ? 'breaking' : 'fine'} ${place}: ${reason}`);
  for (const [before, after, sent, got] of REASONS) {
    t.strictSame(tell(compareContracts(input(before), input(after))), [sent]);
    t.strictSame(tell(compareContracts(output(before), output(after))), [got]);
  }
});
