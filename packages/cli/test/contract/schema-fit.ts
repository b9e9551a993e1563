import t from 'tap';
import { compareContracts } from '#src/contract/compare-contracts.js';
import { input } from '../fixtures/contracts.js';

const node = (more: object = {}) => ({
  Node: { type: 'object', properties: { name: { type: 'string', ...more }, next: { $ref: '#/components/schemas/Node' } }, required: ['name'] },
});
const start = { $ref: '#/components/schemas/Node' };

t.test('schemas that contain themselves are compared', async (t) => {
  t.strictSame(compareContracts(input(start, node()), input(start, node())), []);
  const [change, ...others] = compareContracts(input(start, node()), input(start, node({ maxLength: 3 })));
  t.match(change, { breaking: true, place: 'POST /items, body.name' });
  t.strictSame(others, []);
});

t.test('the same recursion, written in two steps, is the same', async (t) => {
  const two = { ...node(), Again: { ...node().Node } };
  const crossed = { Node: { ...node().Node, properties: { name: { type: 'string' }, next: { $ref: '#/components/schemas/Again' } } }, Again: two.Again };
  t.strictSame(compareContracts(input(start, node()), input(start, crossed)), []);
});

/** Schemas that lead nowhere, in circles, or grow at each step. */
const HOSTILE: readonly (readonly [string, unknown, object])[] = [
  ['itself', start, { Node: { $ref: '#/components/schemas/Node' } }],
  ['itself as its part', start, { Node: { allOf: [{ $ref: '#/components/schemas/Node' }] } }],
  ['itself as its alternative', start, { Node: { anyOf: [{ $ref: '#/components/schemas/Node' }, { type: 'string' }] } }],
  ['nowhere', { $ref: '#/components/schemas/Missing' }, {}],
  ['another file', { $ref: 'other.json#/a' }, {}],
  ['a name that cannot be decoded', { $ref: '#/components/schemas/%' }, {}],
  ['no schema', 7, {}],
  ['the prototype', { $ref: '#/components/schemas/__proto__' }, {}],
  [
    'ever larger parts',
    start,
    {
      Node: { type: 'object', properties: { a: { allOf: [{ $ref: '#/components/schemas/Node' }, { $ref: '#/components/schemas/Other' }] } } },
      Other: { type: 'object', properties: { a: { allOf: [{ $ref: '#/components/schemas/Other' }, { $ref: '#/components/schemas/Node' }] } } },
    },
  ],
];

for (const [name, schema, schemas] of HOSTILE) {
  t.test(`a schema that leads to ${name} ends`, async (t) => {
    const changes = compareContracts(input(schema, schemas as never), input({ type: 'boolean' }));
    t.ok(Array.isArray(changes));
    compareContracts(input({ type: 'boolean' }), input(schema, schemas as never));
    compareContracts(input(schema, schemas as never), input(schema, structuredClone(schemas) as never));
  });
}

t.test('wide unions of wide unions end', async (t) => {
  const wide = (depth: number, mark: string): object =>
    depth === 0
      ? { const: mark }
      : { anyOf: Array.from({ length: 8 }, (_, index) => ({ type: 'object', properties: { p: wide(depth - 1, `${mark}${index}`) }, required: ['p'] })) };
  const changes = compareContracts(input(wide(4, 'a')), input(wide(4, 'b')));
  t.ok(changes.some(({ breaking }) => breaking));
});
