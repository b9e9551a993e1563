import { ProblemList } from '@typhoon/core/internal';
import { Model, Type } from '@typhoon/core';
import t from 'tap';
import { SchemaRegistry } from '#src/components-object.js';
import { schemaContextOf } from '#src/document-context.js';
import { ResponseRegistry } from '#src/response-object.js';
import { SecuritySchemes } from '#src/security-scheme-object.js';

t.test('gives the schemas of a route the components and problems of the document, and its place', (t) => {
  const problems = new ProblemList();
  const schemas = new SchemaRegistry(problems);
  const context = schemaContextOf(
    {
      version: '3.1',
      errors: 'problem',
      schemas,
      responses: new ResponseRegistry(),
      securitySchemes: new SecuritySchemes(problems),
      problems,
      responseDescribers: {},
    },
    'ItemsController.read',
  );
  class Item extends Model({ id: Type.Integer() }) {}
  const written = context.write(Item.schema, 'output', context);
  t.strictSame(Object.keys(schemas.toComponents(written)), ['Item']);
  context.write(Type.Promise(Type.String()), 'output', context);
  t.match(problems.problems, [{ place: 'ItemsController.read' }]);
  t.end();
});
