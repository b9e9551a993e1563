import t from 'tap';
import { documentOf, filesOf } from '../../fixtures/generated.js';

t.test('operations of all methods are read, also those that 3.2 adds', async (t) => {
  const call = { responses: { 204: {} } };
  const item = {
    get: call,
    put: call,
    post: call,
    delete: call,
    options: call,
    head: call,
    patch: call,
    trace: call,
    query: call,
    additionalOperations: { COPY: call, 'BAD METHOD': call },
  };
  const text = (await filesOf(documentOf({ version: '3.2.0', paths: { '/a': item, 'x-extension': item } })))['default.ts'] ?? '';
  t.strictSame(
    [...text.matchAll(/method: '(.*)'/g)].map(([, method]) => method),
    ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE', 'QUERY', 'COPY'],
  );
});

t.test('an operation is documented with its summary, description and address, and with what it inherits', async (t) => {
  const text =
    (await filesOf(documentOf({ paths: { '/a': { summary: 'Of the path.', get: { description: 'Own.', deprecated: true } } } })))['default.ts'] ?? '';
  t.match(text, '  /**\n   * Of the path.\n   *\n   * Own.\n   *\n   * `GET /a`\n   *\n   * @deprecated\n   */\n  readonly getA');
});

t.test('path items, parameters, bodies and responses may be references', async (t) => {
  const components = {
    pathItems: {
      Item: {
        get: {
          operationId: 'call',
          parameters: [{ $ref: '#/components/parameters/Q' }],
          requestBody: { $ref: '#/components/requestBodies/B' },
          responses: { 200: { $ref: '#/components/responses/R' } },
        },
      },
    },
    parameters: { Q: { name: 'q', in: 'query', schema: { type: 'string' } } },
    requestBodies: { B: { content: { 'application/json': { schema: { type: 'integer' } } } } },
    responses: { R: { content: { 'application/json': { schema: { type: 'boolean' } } } } },
  };
  const text = (await filesOf(documentOf({ paths: { '/a': { $ref: '#/components/pathItems/Item' } }, components })))['default.ts'] ?? '';
  t.match(text, 'q?: string | undefined;\n  body?: number | undefined;');
  t.match(text, 'Success<200, boolean>');
});
