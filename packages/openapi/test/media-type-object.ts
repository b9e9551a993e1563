import t from 'tap';
import { toMediaType } from '#src/media-type-object.js';

t.test('writes a body by its schema and its examples, either of which may be missing', (t) => {
  t.strictSame(toMediaType(undefined), {});
  t.strictSame(toMediaType({ type: 'string' }, { example: 'a' }), { schema: { type: 'string' }, example: 'a' });
  t.strictSame(toMediaType({}, { examples: {} }), { schema: {} }, 'a schema that takes anything is a schema');
  t.end();
});
