import t from 'tap';
import { Blocking } from '#src/index.js';
import { blockingTasksOf, toThreadTask } from '#src/threads/blocking.js';

class Sums {
  static readonly base = 100;

  @Blocking('file:///sums.js')
  static add({ left, right }: { left: number; right: number }): number {
    return this.base + left + right;
  }

  @Blocking('file:///sums.js')
  static zero(): number {
    return 0;
  }

  static plain(count: number): number {
    return count;
  }
}

t.test('names static methods, which run on their class', async (t) => {
  const task = toThreadTask(Sums.add);
  t.match(task, { module: 'file:///sums.js', name: 'Sums.add' });
  t.equal(await task.run({ left: 1, right: 2 }), 103);
  t.equal(Sums.add({ left: 1, right: 2 }), 103, 'called itself it runs here');
  t.strictSame(
    blockingTasksOf(Sums).map(({ name }) => name),
    ['Sums.add', 'Sums.zero'],
  );
  class Further extends Sums {}
  t.strictSame([blockingTasksOf(Further), blockingTasksOf(null), toThreadTask(task)], [[], [], task], 'what is inherited belongs to its own module');
});

t.test('refuses methods of objects and several parameters, and functions that no thread can find', async (t) => {
  t.throws(
    () => {
      class Objects {
        // @ts-expect-error no object gets into a thread
        @Blocking('file:///objects.js')
        add(count: number): number {
          return count;
        }
      }
      return Objects;
    },
    { name: 'TypeError', message: /Objects\.add has @Blocking but is a method of objects, .*Write 'static add\(input\)'/ },
  );
  class Several {
    // @ts-expect-error one value goes in
    @Blocking('file:///several.js')
    static add(left: number, right: number): number {
      return left + right;
    }
  }
  t.equal(Several.add(1, 2), 3);
  t.throws(() => toThreadTask(Sums.plain), { name: 'TypeError', message: /'plain' is a function that no thread can find\. Put @Blocking/ });
});
