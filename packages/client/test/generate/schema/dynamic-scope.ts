import t from 'tap';
import { modelsOf } from '../../fixtures/generated.js';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const Pet = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
const Page = {
  $id: 'https://x.example/page',
  $defs: { item: { $dynamicAnchor: 'item', not: {} } },
  type: 'object',
  properties: { items: { type: 'array', items: { $dynamicRef: '#item' } }, total: { type: 'integer' } },
  required: ['items', 'total'],
};

/** Without comments. */
const read = async (schemas: object) => (await modelsOf(schemas)).replaceAll(/\/\*\*[^]*?\*\/\s*/g, '');

t.test('a generic list has the items that it is used with', async (t) => {
  const text = await read({
    Pet,
    Page,
    PetPage: { ...ref('Page'), $defs: { item: { $dynamicAnchor: 'item', ...ref('Pet') } } },
    TextPage: { $defs: { item: { $dynamicAnchor: 'item', type: 'string' } }, allOf: [ref('Page'), { properties: { next: { type: 'string' } } }] },
  });
  t.match(text, 'export interface Page {\n  items: unknown[];\n  total: number;\n}');
  t.match(text, 'export interface PetPage {\n  items: Pet[];\n  total: number;\n}');
  t.match(text, 'export interface TextPage {\n  items: string[];\n  total: number;\n  next?: string;\n}');
});

t.test('what the list holds may be said further out, through other schemas', async (t) => {
  const text = await read({
    Pet,
    Page,
    Answer: { type: 'object', properties: { data: ref('Page') }, required: ['data'] },
    PetAnswer: { ...ref('Answer'), $defs: { item: { $dynamicAnchor: 'item', ...ref('Pet') } } },
  });
  t.match(text, /export interface PetAnswer \{\n {2}data: \{\n {4}items: Pet\[\];\n {4}total: number;\n {2}\};\n\}/);
});

t.test('a tree of nodes holds nodes, and one that extends it holds its own', async (t) => {
  const Tree = { $dynamicAnchor: 'node', type: 'object', properties: { children: { type: 'array', items: { $dynamicRef: '#node' } } } };
  const text = await read({
    Tree,
    NamedTree: { $dynamicAnchor: 'node', allOf: [ref('Tree'), { properties: { name: { type: 'string' } }, required: ['name'] }] },
  });
  t.match(text, 'export interface Tree {\n  children?: Tree[];\n}');
  t.match(text, 'export interface NamedTree {\n  children?: NamedTree[];\n  name: string;\n}');
});

t.test('without anchors on the way it is a reference like any other', async (t) => {
  const text = await read({
    Pet: { ...Pet, $anchor: 'pet' },
    Owner: { properties: { pet: { $dynamicRef: '#pet' }, other: { $dynamicRef: '#/components/schemas/Pet' } } },
  });
  t.match(text, 'export interface Owner {\n  pet?: Pet;\n  other?: Pet;\n}');
});
