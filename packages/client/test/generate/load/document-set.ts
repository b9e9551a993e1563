import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import t from 'tap';
import { loadDocumentSet } from '#src/generate/load/document-set.js';
import { childOf } from '#src/generate/load/node.js';
import { readSource } from '#src/generate/load/source.js';
import { documentOf, filesOf } from '../../fixtures/generated.js';

t.test('references lead to other files, and from there to others, relative to where they stand', async (t) => {
  const folder = t.testdir({
    'api.yaml':
      'openapi: 3.1.0\ninfo: { title: Files, version: "1" }\npaths:\n  /pets:\n    $ref: paths/pets.yaml\ncomponents:\n  schemas:\n    Owner: { $ref: "schemas/people.json#/$defs/Owner" }\n',
    paths: {
      'pets.yaml':
        'get:\n  operationId: listPets\n  responses:\n    200:\n      description: ok\n      content:\n        application/json:\n          schema: { $ref: ../schemas/pet.yaml }\n',
    },
    schemas: {
      'pet.yaml': 'type: object\nproperties:\n  owner: { $ref: "people.json#/$defs/Owner" }\n  parent: { $ref: pet.yaml }\n',
      'people.json': '{ "$defs": { "Owner": { "type": "object", "properties": { "name": { "type": "string" } } } } }',
    },
  });
  const files = await filesOf(join(folder, 'api.yaml'));
  t.match(files['default.ts'], 'ListPetsSuccess = Success<200, models.Pet>');
  t.match(files['models.ts'], 'export interface Pet {\n  owner?: Owner;\n  parent?: Pet;\n}');
});

t.test('an anchor and an encoded pointer are found', async (t) => {
  const source = { a: { $ref: '#here' }, b: { $ref: '#/with%20space/x~1y' }, 'with space': { 'x/y': { $anchor: 'here', type: 'string' } } };
  const documents = await loadDocumentSet(await readSource(source));
  t.equal(documents.resolve(childOf(documents.root, 'a')).value, source['with space']['x/y']);
  t.equal(documents.resolve(childOf(documents.root, 'b')).pointer, '/with space/x~1y');
});

t.test('a reference that leads nowhere, or in a circle, says where it stands', async (t) => {
  const lost = documentOf({ schemas: { A: { $ref: '#/components/schemas/B' } } });
  await t.rejects(filesOf(lost), {
    code: 'TYPHOON_ERR_CLIENT_REFERENCE',
    message: "#/components/schemas/A refers to '#/components/schemas/B', which is not there. Add it, or correct the reference.",
  });
  const circle = documentOf({
    paths: { '/a': { get: { parameters: [{ $ref: '#/components/parameters/P' }] } } },
    components: { parameters: { P: { $ref: '#/components/parameters/P' } } },
  });
  await t.rejects(filesOf(circle), { code: 'TYPHOON_ERR_CLIENT_REFERENCE', message: /refers to itself/ });
  await t.rejects(filesOf(documentOf({ schemas: { A: { $ref: 'other.json' } } })), { code: 'TYPHOON_ERR_CLIENT_REFERENCE', message: /document is no file/ });
});

t.test('a page of the web may not have files of this machine read', async (t) => {
  const page = JSON.stringify(documentOf({ schemas: { A: { $ref: 'file:///etc/passwd' } } }));
  const server = createServer((_, response) => response.end(page)).listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  await t.rejects(filesOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`), {
    code: 'TYPHOON_ERR_CLIENT_REFERENCE',
    message: /may not refer to 'file:/,
  });
});

t.test('a $ref in an example is data', async (t) => {
  const files = await filesOf(documentOf({ schemas: { A: { type: 'string', example: { $ref: 'https://nowhere.example/x.json' } } } }));
  t.match(files['models.ts'], 'export type A = string;');
});
