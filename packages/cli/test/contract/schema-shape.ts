import t from 'tap';
import { DocumentSide } from '#src/contract/document-side.js';
import { SchemaShapes, typeOf } from '#src/contract/schema-shape.js';

const shapes = new SchemaShapes(new DocumentSide({ Named: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] } }));

t.test('references and parts are worked in', async (t) => {
  t.strictSame(shapes.shapeOf({ $ref: '#/Named', description: 'A' }), { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] });
  t.strictSame(shapes.shapeOf({ allOf: [{ $ref: '#/Named' }, { minProperties: 2, required: ['id'] }], minProperties: 1 }), {
    minProperties: 2,
    type: 'object',
    properties: { name: { type: 'string' } },
    required: ['name', 'id'],
  });
});

t.test('alternatives are taken apart, with what stands beside them', async (t) => {
  const shape = shapes.shapeOf({ maxLength: 3, anyOf: [{ type: ['string', 'null'] }, { oneOf: [{ type: 'integer' }] }] });
  t.strictSame(shapes.branchesOf(shape), [
    { type: 'string', maxLength: 3 },
    { type: 'null', maxLength: 3 },
    { type: 'integer', maxLength: 3 },
  ]);
});

t.test('values have the types of JSON Schema', async (t) => {
  t.strictSame([null, [], 1, 1.5, 'a', {}, true].map(typeOf), ['null', 'array', 'integer', 'number', 'string', 'object', 'boolean']);
});
