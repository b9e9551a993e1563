import t from 'tap';
import { documentOf, filesOf, modelsOf } from '../../fixtures/generated.js';

const channels = (schemas: object) => ({ asyncapi: '3.0.0', info: { title: 'C', version: '1' }, channels: {}, components: { schemas } });
const NODE = { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' }, tag: { type: 'string' } } };

t.test('the same schema of two documents is one model, circles and discriminators included', async (t) => {
  const pet = (discriminator: unknown) => ({ oneOf: [{ $ref: '#/components/schemas/Node' }], discriminator });
  const files = await filesOf([documentOf({ schemas: { Node: NODE, Pet: pet({ propertyName: 'tag' }) } }), channels({ Node: NODE, Pet: pet('tag') })]);
  t.equal(files['models.ts']?.match(/^export /gm)?.length, 2);
});

t.test('schemas of the same name that differ are two', async (t) => {
  const files = await filesOf([documentOf({ schemas: { Node: NODE } }), channels({ Node: { type: 'string' } })]);
  t.match(files['models.ts'], 'export type Node2 = string;');
});

t.test('models are called after where they stand', async (t) => {
  const text = await modelsOf({
    Person: { type: 'object', properties: { address: { type: 'object', properties: { street: { type: 'string' } } } } },
    Order: { type: 'object', properties: { to: { $ref: '#/components/schemas/Person/properties/address' } } },
  });
  t.match(text, 'to?: PersonAddress;');
  t.match(text, 'export interface PersonAddress {');
});
