import { Model, Type } from '@typhoon/core';
import { ProblemList } from '@typhoon/core/internal';
import t from 'tap';
import { SchemaRegistry, toJsonText } from '#src/components-object.js';
import { toForeignObject } from '#src/foreign-object.js';
import { createSchemaContext } from '#src/schema-object.js';

class Event extends Model({ id: Type.Integer(), retries: Type.Integer({ default: 0 }) }) {}

t.test('converts schemas and models anywhere in an object of OpenAPI, and leaves all else', (t) => {
  const problems = new ProblemList();
  const registry = new SchemaRegistry(problems);
  const given = {
    post: {
      tags: ['a'],
      requestBody: { content: { 'application/json': { schema: Event } } },
      responses: { 200: { description: 'Seen', content: { 'application/json': { schema: Event } } }, 204: { description: 'Seen' } },
      parameters: [{ name: 'n', in: 'query', schema: Type.Integer({ minimum: 1 }) }],
    },
  };
  const written = toForeignObject(given, createSchemaContext(registry, problems, 'Test'));
  const components = registry.toComponents(written);
  t.match(JSON.parse(toJsonText({ written, components })), {
    written: {
      post: {
        tags: ['a'],
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Event' } } } },
        responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/EventInput' } } } }, 204: { description: 'Seen' } },
        parameters: [{ name: 'n', in: 'query', schema: { type: 'integer', minimum: 1 } }],
      },
    },
    // We send the body, so it is our output; the answer is our input.
    components: { Event: { required: ['id', 'retries'] }, EventInput: { required: ['id'] } },
  });
  t.end();
});
