import { Type } from '@typhoon/core';
import { ProblemList } from '@typhoon/core/internal';
import t from 'tap';
import { SchemaRegistry } from '#src/components-object.js';
import { toHeaders } from '#src/header-object.js';
import { createSchemaContext } from '#src/schema-object.js';

t.test('writes headers of an answer with their schemas as JSON has them', (t) => {
  const problems = new ProblemList();
  const context = createSchemaContext(new SchemaRegistry(problems), problems, 'Test');
  const headers = {
    'X-Total': { schema: Type.Integer({ minimum: 0 }), description: 'How many', required: true },
    'Last-Seen': { schema: Type.DateTime(), deprecated: true },
  };
  t.strictSame(toHeaders(headers, context), {
    'X-Total': { description: 'How many', required: true, schema: { type: 'integer', minimum: 0 } },
    'Last-Seen': { deprecated: true, schema: { type: 'string', format: 'date-time' } },
  });
  t.end();
});
