import { Body, Type, createApp } from '@typhoon/core';
import type { BootError } from '@typhoon/core';
import t from 'tap';
import { Task, taskWork } from '#src/index.js';
import type { TaskClass, TasksOptions } from '#src/index.js';

function problemsOf(options: readonly TaskClass[] | TasksOptions): readonly string[] {
  try {
    createApp({ controllers: [], works: [taskWork(options)] });
    return [];
  } catch (error) {
    return (error as BootError).problems.map(({ code, message }) => `${code} ${message}`);
  }
}

t.test('refuses at boot what cannot be', (t) => {
  class First {
    @Task('a', { retries: -1, timeout: 'soon' as never, backoff: 'x' as never, priority: -1, concurrency: 0 })
    one() {
      return 1;
    }

    @Task('a')
    two() {
      return 1;
    }

    @Task('a b')
    three() {
      return 1;
    }

    @Task('d', { input: 'text' as never })
    four() {
      return 1;
    }

    @Task('e', { input: Type.String({ pattern: '(a+)+$' }) })
    five(_text: string, @Body(Type.String()) _body: string) {
      return 1;
    }

    @Task('f', { retires: 1 } as never)
    six() {
      return 1;
    }
  }
  class Second {}
  t.match(problemsOf([First, Second]), [
    /^TYPHOON_ERR_TASK_OPTIONS First\.one: the option 'retries' expects a whole number, 0 or more/,
    /First\.one: the option 'timeout' expects milliseconds/,
    /First\.one: the option 'backoff' expects a time/,
    /First\.one: the option 'priority' expects/,
    /First\.one: the option 'concurrency' expects/,
    /^TYPHOON_ERR_TASK_INVALID First\.three: the name of a task is of letters/,
    /First\.four: the option 'input' expects a TypeBox schema/,
    /First\.six: the option 'retires' is not known\. .*'retries'/,
    /^TYPHOON_ERR_APP_OPTIONS createApp\(\): the option 'tasks' expects classes .* got the class 'Second'/,
    /^TYPHOON_ERR_TASK_INVALID First\.two: the task 'a' is declared by First\.one, too/,
    /^TYPHOON_ERR_SCHEMA_PATTERN First\.five, input/,
    /^TYPHOON_ERR_DEP_LIFETIME First\.five, parameter 1: reads the body of a request, and tasks have none/,
  ]);
  t.end();
});

t.test('refuses options of all tasks that cannot be', (t) => {
  class Chores {
    @Task('a')
    one() {
      return 1;
    }
  }
  t.match(problemsOf({ classes: [Chores], concurrency: 0, patience: 5, keepResults: 'x' as never }), [
    /option 'tasks': the option 'concurrency' expects/,
    /the option 'patience' expects a second or more/,
    /the option 'keepResults' expects milliseconds/,
  ]);
  t.strictSame(problemsOf([Chores]), []);
  t.end();
});
