import t from 'tap';
import { collectGarbage } from '#src/overload/collect-garbage.js';

t.test('what nobody holds any more is gone', async (t) => {
  const held = { text: 'held' };
  const [mine, lost] = [new WeakRef(held), new WeakRef({ text: 'lost' })];
  // What a reference was made of lives as long as the turn that made it.
  await new Promise((resolve) => setImmediate(resolve));
  await collectGarbage();
  t.equal(lost.deref(), undefined);
  t.equal(mine.deref(), held);
});
