import { Type } from '@typhoon/core';
import { ProblemList } from '@typhoon/core/internal';
import t from 'tap';
import { SchemaRegistry } from '#src/components-object.js';
import { bind, bindDefinitions, toReference, toSubschema } from '#src/schema-context.js';
import { createSchemaContext } from '#src/schema-object.js';

function start() {
  const problems = new ProblemList();
  const registry = new SchemaRegistry(problems);
  return { problems, registry, context: createSchemaContext(registry, problems, 'Test') };
}

t.test('finds what a reference means where it stands', (t) => {
  const { problems, context } = start();
  const inner = bind(context, ['Node', undefined], () => ({ type: 'string' }));
  t.strictSame(toReference('Node', 'input', inner), { type: 'string' });
  t.strictSame(toReference('https://example.com/schema.json', 'input', context), { $ref: 'https://example.com/schema.json' }, 'others are left as they are');
  t.strictSame(problems.problems, []);
  t.end();
});

t.test('reports a reference that leads nowhere', (t) => {
  const { problems, context } = start();
  t.strictSame(toReference('Node', 'input', context), {});
  t.match(problems.problems, [{ code: 'TYPHOON_ERR_SCHEMA_INVALID', message: /'Node' leads nowhere/ }]);
  t.end();
});

t.test('makes components of definitions that are referred to', (t) => {
  const { registry, context } = start();
  const inner = bindDefinitions({ Leaf: Type.Integer(), Unused: Type.String() }, context);
  const written = [toReference('#/$defs/Leaf', 'output', inner), toReference('Leaf', 'output', inner)];
  t.strictSame(registry.toComponents(written), { Leaf: { type: 'integer' } });
  t.end();
});

t.test('lets booleans stand where JSON Schema allows them for schemas', (t) => {
  const { context } = start();
  t.equal(toSubschema(false, 'input', context), false);
  t.strictSame(toSubschema(Type.Integer(), 'input', context), { type: 'integer' });
  t.end();
});
