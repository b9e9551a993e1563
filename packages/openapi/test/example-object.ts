import t from 'tap';
import { toExamples } from '#src/example-object.js';

t.test('writes one example, or several with names, never both', (t) => {
  const named = { pen: { summary: 'A pen', value: 1 } };
  t.strictSame(toExamples({}), {});
  t.strictSame(toExamples({ example: null }), { example: null }, 'null is an example');
  t.strictSame(toExamples({ examples: named }), { examples: named });
  t.strictSame(toExamples({ example: 2, examples: named }), { examples: named });
  t.strictSame(toExamples({ example: 2, examples: {} }), { example: 2 });
  t.end();
});
