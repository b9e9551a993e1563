import t from 'tap';
import { isShown } from '#src/tag-filter.js';
import type { TagFilter } from '#src/tag-filter.js';

t.test('shows an operation by its tags', (t) => {
  const rows: readonly [tags: readonly string[], filter: TagFilter, want: boolean][] = [
    [[], {}, true],
    [['a'], {}, true],
    [['a', 'b'], { include: ['b'] }, true],
    [['a'], { include: ['b'] }, false],
    [[], { include: ['b'] }, false],
    [['a', 'b'], { exclude: ['b'] }, false],
    [['a', 'b'], { include: ['a'], exclude: ['b'] }, false],
    [[], { exclude: ['b'] }, true],
  ];
  for (const [tags, filter, want] of rows) t.equal(isShown(tags, filter), want, JSON.stringify([tags, filter]));
  t.end();
});
