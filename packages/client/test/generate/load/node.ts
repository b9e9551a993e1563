import t from 'tap';
import { childOf, entriesOf, escapeToken, itemsOf, propertyOf, splitPointer, textsOf } from '#src/generate/load/node.js';
import type { Node } from '#src/generate/load/node.js';

const root: Node = { value: { list: ['a', { b: 1 }], 'x/y~z': { deep: true } }, file: 'document:0', pointer: '' };

t.test('a child knows where it stands', async (t) => {
  t.strictSame(childOf(root, 'list', 1, 'b'), { value: 1, file: 'document:0', pointer: '/list/1/b' });
  t.strictSame(childOf(root, 'x/y~z', 'deep').pointer, '/x~1y~0z/deep');
  t.equal(childOf(root, 'none', 'of', 'it').value, undefined);
});

t.test('only own properties are found', async (t) => {
  t.equal(propertyOf({}, 'constructor'), undefined);
  t.equal(propertyOf(JSON.parse('{"__proto__": 1}'), '__proto__'), 1);
  t.strictSame(entriesOf({ ...root, value: 'text' }), []);
  t.strictSame(itemsOf({ ...root, value: {} }), []);
  t.strictSame(textsOf({ required: ['a', 1, 'b'] }, 'required'), ['a', 'b']);
});

t.test('a pointer is split as it was joined', async (t) => {
  t.strictSame(splitPointer(`/${escapeToken('a/b')}/${escapeToken('c~d')}`), ['a/b', 'c~d']);
});
