import { join } from 'node:path';
import t from 'tap';
import { GeneratorError } from '#src/generate/errors.js';
import { documentOf, filesOf } from '../../fixtures/generated.js';

const NAMED = { type: 'object', properties: { name: { type: 'string' } } };

/** What the model `A` becomes, whose property `it` refers to something. */
async function typeOf(reference: string, schemas: object): Promise<string> {
  const files = await filesOf(documentOf({ schemas: { ...schemas, A: { type: 'object', properties: { it: { $ref: reference } } } } }));
  return /it\?: (.*);/.exec(files['models.ts'] ?? '')?.[1] ?? '';
}

t.test('a reference leads to the schema whose $id is its address, which is not asked for', async (t) => {
  t.equal(await typeOf('https://schemas.example/pet', { Pet: { $id: 'https://schemas.example/pet', ...NAMED } }), 'Pet');
  t.equal(await typeOf('https://schemas.example/pet#', { Pet: { $id: 'https://schemas.example/pet#', ...NAMED } }), 'Pet');
  t.equal(await typeOf('urn:example:pet', { Pet: { $id: 'urn:example:pet', ...NAMED } }), 'Pet');
  t.equal(await typeOf('pet', { Pet: { $id: 'pet', ...NAMED } }), 'Pet');
  t.equal(await typeOf('https://schemas.example/pet#/properties/name', { Pet: { $id: 'https://schemas.example/pet', ...NAMED } }), 'PetName');
});

t.test('an $id, and a reference, is relative to that of the schema around it', async (t) => {
  const Tree = {
    $id: 'https://schemas.example/tree',
    type: 'object',
    properties: { leaf: { $ref: 'leaf' }, root: { $ref: '#' }, kind: { $ref: '#kind' }, count: { $ref: '#/$defs/count' } },
    $defs: { Leaf: { $id: 'leaf', ...NAMED }, kind: { $anchor: 'kind', enum: ['oak', 'elm'] }, count: { type: 'integer' } },
  };
  const kind = { $anchor: 'kind', type: 'boolean' };
  const files = await filesOf(documentOf({ schemas: { First: kind, Tree } }));
  t.match(files['models.ts'], /export interface Tree \{\s+leaf\?: TreeLeaf;\s+root\?: Tree;\s+kind\?: TreeKind;\s+count\?: TreeCount;\n\}/);
  t.match(files['models.ts'], "export type TreeKind = 'oak' | 'elm';");
  t.equal(await typeOf('https://schemas.example/leaf', { Tree }), 'TreeLeaf');
});

t.test('what an $id does not change: fragments that mean the whole document, and data', async (t) => {
  const Pet = { $id: 'https://schemas.example/pet', type: 'object', properties: { owner: { $ref: '#/components/schemas/Owner' } } };
  const files = await filesOf(documentOf({ schemas: { Pet, Owner: NAMED, B: { type: 'object', default: { $id: 'https://schemas.example/b' } } } }));
  t.match(files['models.ts'], 'owner?: Owner;');
  await t.rejects(typeOf('data', { B: { type: 'object', default: { $id: 'data' } } }), GeneratorError);
});

t.test('files are found by the address of their schema, and beside the file that refers to them', async (t) => {
  const folder = t.testdir({
    'api.json': JSON.stringify(documentOf({ schemas: { Pet: { $ref: 'pet.json' }, Again: { $ref: 'https://schemas.example/owner.json' } } })),
    'pet.json': JSON.stringify({ $id: 'https://schemas.example/pet.json', type: 'object', properties: { owner: { $ref: 'owner.json' } } }),
    'owner.json': JSON.stringify({ $id: 'https://schemas.example/owner.json', ...NAMED }),
  });
  const files = await filesOf(join(folder, 'api.json'));
  t.match(files['models.ts'], 'owner?: Owner;');
  t.match(files['models.ts'], 'export type Again = Owner;');
});

t.test('the document itself has the address that $self says', async (t) => {
  const document = {
    ...documentOf({ schemas: { Pet: NAMED, A: { $ref: 'https://api.example/shop.json#/components/schemas/Pet' } } }),
    $self: 'https://api.example/shop.json',
  };
  const files = await filesOf(document);
  t.match(files['models.ts'], 'export type A = Pet;');
});
