import t from 'tap';
import { Task, tasksOf } from '#src/index.js';

t.test('are there for the tasks of a class, and of those it extends', (t) => {
  class Base {
    @Task('base')
    one() {
      return 1;
    }
  }
  class Derived extends Base {
    @Task('derived')
    two() {
      return 1;
    }

    helper() {
      return 1;
    }
  }
  t.strictSame(Object.keys(tasksOf(Derived)), ['one', 'two']);
  class None {}
  t.throws(() => tasksOf(None), { message: /'None' has no method with @Task/ });
  t.throws(() => tasksOf(undefined as never), { message: /two modules import each other/ });
  t.end();
});
