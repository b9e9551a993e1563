import { HttpError, Type } from '@typhoon/core';
import { ProblemList } from '@typhoon/core/internal';
import t from 'tap';
import { SchemaRegistry, toJsonText } from '#src/components-object.js';
import type { ErrorEnvelope } from '#src/document-context.js';
import { errorMediaType, toDeclaredErrorSchema, toErrorName, toErrorSchema, toValidationErrorSchema } from '#src/problem-schemas.js';
import type { SchemaObject } from '#src/reference.js';
import { createSchemaContext } from '#src/schema-object.js';
import type { SchemaContext } from '#src/schema-context.js';
import type { Json } from './fixtures/documents.js';

function componentsOf(write: (context: SchemaContext) => SchemaObject): Json {
  const problems = new ProblemList();
  const registry = new SchemaRegistry(problems);
  const components = registry.toComponents(write(createSchemaContext(registry, problems, 'Test')));
  return JSON.parse(toJsonText(components)) as Json;
}

const SoldOut = HttpError.define({ status: 409, code: 'sold_out', title: 'Sold out', schema: Type.Object({ left: Type.Integer() }) });

t.test('names error answers after their codes', (t) => {
  const rows = [
    ['item_not_found', 'ItemNotFound'],
    ['soldOut', 'SoldOut'],
    ['a-b.c', 'ABC'],
    ['…', 'Error'],
  ] as const;
  for (const [code, name] of rows) t.equal(toErrorName(code), name, code);
  t.end();
});

t.test('writes the bodies of the envelope chosen', (t) => {
  const rows: readonly [envelope: ErrorEnvelope, mediaType: string, any: string, invalid: readonly string[]][] = [
    ['problem', 'application/problem+json', 'Problem', ['Problem', 'ValidationIssue', 'ValidationProblem']],
    ['fastapi', 'application/json', 'HTTPError', ['HTTPValidationError', 'ValidationError']],
  ];
  for (const [envelope, mediaType, any, invalid] of rows) {
    t.equal(errorMediaType(envelope), mediaType);
    t.strictSame(Object.keys(componentsOf((context) => toErrorSchema(envelope, context))), [any]);
    t.strictSame(Object.keys(componentsOf((context) => toValidationErrorSchema(envelope, context))), invalid);
  }
  t.end();
});

t.test('writes a declared error as a problem with its code and its data', (t) => {
  const schemas = componentsOf((context) => toDeclaredErrorSchema(SoldOut.definition, 'problem', context));
  t.match(schemas['SoldOut'], {
    allOf: [
      { $ref: '#/components/schemas/Problem' },
      { properties: { status: { const: 409 }, code: { const: 'sold_out' } } },
      { properties: { left: { type: 'integer' } } },
    ],
  });
  t.end();
});
