import t from 'tap';
import { inside, placeIn } from '#src/validation/read-context.js';
import { Frame } from '#src/validation/reference.js';

t.test('an item is one level deeper, and open whatever its list is', async (t) => {
  const frame = new Frame({});
  t.strictSame(placeIn(frame), { frame, depth: 0, open: 'copy' });
  t.strictSame(inside({ frame, depth: 3, open: 'keep' }), { frame, depth: 4, open: 'copy' });
});
