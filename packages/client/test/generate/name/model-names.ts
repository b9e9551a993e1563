import t from 'tap';
import { documentOf, filesOf, json, modelsOf, moduleOf } from '../../fixtures/generated.js';

const ACCOUNT = {
  type: 'object',
  required: ['id', 'password', 'name'],
  properties: { id: { type: 'integer', readOnly: true }, password: { type: 'string', writeOnly: true }, name: { type: 'string' } },
};

function exchange(schema: object): object {
  return { post: { operationId: 'a.b', requestBody: { required: true, content: { 'application/json': { schema } } }, responses: { 200: json(schema) } } };
}

t.test('a model that is sent and received otherwise has a form for each, and so has what refers to it', async (t) => {
  const schemas = { Account: ACCOUNT, Team: { type: 'object', properties: { people: { type: 'array', items: { $ref: '#/components/schemas/Account' } } } } };
  const files = await filesOf(documentOf({ schemas, paths: { '/': exchange({ $ref: '#/components/schemas/Team' }) } }));
  const models = files['models.ts'] ?? '';
  t.match(models, 'export interface Account {\n  id: number;\n  name: string;\n}');
  t.match(models, 'export interface AccountInput {\n  password: string;\n  name: string;\n}');
  t.match(models, 'export interface TeamInput {\n  people?: AccountInput[];\n}');
  t.match(files['a.ts'], 'body: models.TeamInput;');
  t.match(files['a.ts'], 'Success<200, models.Team>');
});

t.test('a model that only goes one way has one form with the plain name', async (t) => {
  const text = await filesOf(
    documentOf({
      schemas: { Account: ACCOUNT },
      paths: { '/': { put: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Account' } } } } } } },
    }),
  );
  t.match(text['models.ts'], 'export interface Account {\n  password: string;\n  name: string;\n}');
  t.notMatch(text['models.ts'], 'AccountInput');
});

t.test('models that do not differ are not split', async (t) => {
  const files = await filesOf(
    documentOf({
      schemas: { Plain: { type: 'object', properties: { a: { type: 'string' } } } },
      paths: { '/': exchange({ $ref: '#/components/schemas/Plain' }) },
    }),
  );
  t.notMatch(files['models.ts'], 'PlainInput');
});

t.test('bytes are files in a form and text elsewhere', async (t) => {
  const schemas = { Upload: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } };
  const content = { 'multipart/form-data': { schema: { $ref: '#/components/schemas/Upload' } } };
  const module = await moduleOf({ requestBody: { content }, responses: { 200: json({ $ref: '#/components/schemas/Upload' }) } }, { schemas, method: 'post' });
  t.match(module, 'body?: models.UploadForm | undefined;');
  const files = await filesOf(documentOf({ schemas, paths: { '/': { post: { requestBody: { content } } } } }));
  t.match(files['models.ts'], 'file?: Blob | FileInput;');
});

t.test('names that become the same get numbers; the one that is right as it is keeps it', async (t) => {
  const text = await modelsOf({ pet: { type: 'string' }, Pet: { type: 'number' }, 'p-e-t': { type: 'boolean' }, '!': { type: 'null' } });
  t.match(text, 'export type Pet = number;');
  t.match(text, 'export type Pet2 = string;');
  t.match(text, 'export type PET = boolean;');
  t.match(text, 'export type Model = null;');
});

t.test('globals that the client uses are not hidden', async (t) => {
  t.match(await modelsOf({ Array: { type: 'string' }, Blob: { type: 'string' } }), /export type Array2 = string;\s+export type Blob2 = string;/);
});
