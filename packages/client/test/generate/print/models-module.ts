import t from 'tap';
import { modelsOf } from '../../fixtures/generated.js';

t.test('models stand in the order of their names, with their comments', async (t) => {
  const text = await modelsOf({
    B: { type: 'string', description: 'Two.' },
    A: { type: 'object', description: 'One.', properties: { b: { $ref: '#/components/schemas/B' } } },
  });
  t.equal(text, '/** One. */\nexport interface A {\n  b?: B;\n}\n\n/** Two. */\nexport type B = string;');
});
