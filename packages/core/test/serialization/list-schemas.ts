import t from 'tap';
import { toListSchemas } from '#src/serialization/list-schemas.js';
import { SchemaScope } from '#src/serialization/schema-scope.js';
import type { JsonSchema } from '#src/schema/typebox.js';

t.test('reads both spellings of a tuple, and what may follow', async (t) => {
  const rows: [JsonSchema, { prefix: unknown[]; rest: unknown; isClosed: boolean } | undefined][] = [
    [{ items: { a: 1 } }, { prefix: [], rest: { a: 1 }, isClosed: false }],
    [{ prefixItems: [{ a: 1 }] }, { prefix: [{ a: 1 }], rest: undefined, isClosed: false }],
    [
      { prefixItems: [{ a: 1 }], items: { b: 1 } },
      { prefix: [{ a: 1 }], rest: { b: 1 }, isClosed: false },
    ],
    [
      { prefixItems: [{ a: 1 }], items: false },
      { prefix: [{ a: 1 }], rest: undefined, isClosed: true },
    ],
    [
      { items: [{ a: 1 }], additionalItems: false },
      { prefix: [{ a: 1 }], rest: undefined, isClosed: true },
    ],
    [
      { items: [{ a: 1 }], additionalItems: { b: 1 } },
      { prefix: [{ a: 1 }], rest: { b: 1 }, isClosed: false },
    ],
    [{ maxItems: 0 }, { prefix: [], rest: undefined, isClosed: true }],
    [{ maxItems: 1 }, undefined],
  ];
  for (const [schema, want] of rows) {
    const list = toListSchemas({ schema, scope: new SchemaScope(schema) });
    const found = list && { prefix: list.prefix.map((part) => part.schema), rest: list.rest?.schema, isClosed: list.isClosed };
    t.strictSame(found, want, JSON.stringify(schema));
  }
});
