import t from 'tap';
import { Fifo } from '#src/tasks/fifo.js';

t.test('gives out what came first, however much comes and goes', (t) => {
  const line = new Fifo<number>();
  t.strictSame([line.first, line.take(), line.size], [undefined, undefined, 0]);
  let [added, taken] = [0, 0];
  // Longer, then shorter, then empty, again and again.
  for (const [adds, takes] of [
    [300, 10],
    [5, 290],
    [200, 205],
    [1, 1],
    [1_000, 999],
    [0, 1],
  ] as const) {
    for (let index = 0; index < adds; index++) line.add(added++);
    for (let index = 0; index < takes; index++) {
      const { first } = line;
      t.strictSame([first, line.take()], [taken, taken++]);
    }
    t.equal(line.size, added - taken);
  }
  t.strictSame([line.size, line.first, line.take()], [0, undefined, undefined]);
  t.end();
});
