import { ProblemList } from '@typhoon/core/internal';
import { Model, Type } from '@typhoon/core';
import t from 'tap';
import { createDocumentContext, schemaContextOf } from '#src/document-context.js';

t.test('gives the schemas of a route the components and problems of the document, and its place', (t) => {
  const problems = new ProblemList();
  const document = createDocumentContext({}, problems);
  const context = schemaContextOf(document, 'ItemsController.read');
  class Item extends Model({ id: Type.Integer() }) {}
  const written = context.write(Item.schema, 'output', context);
  t.strictSame(Object.keys(document.schemas.toComponents(written)), ['Item']);
  context.write(Type.Promise(Type.String()), 'output', context);
  t.match(problems.problems, [{ place: 'ItemsController.read' }]);
  t.end();
});

t.test('gives each document components of its own', (t) => {
  const [one, two] = [createDocumentContext({}, new ProblemList()), createDocumentContext({ openapi: '3.2', errors: 'fastapi' }, new ProblemList())];
  t.not(one.schemas, two.schemas);
  t.match(
    [one, two],
    [
      { version: '3.1', errors: undefined },
      { version: '3.2', errors: 'fastapi' },
    ],
  );
  t.end();
});
