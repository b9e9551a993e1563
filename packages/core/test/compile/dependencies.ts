import t from 'tap';
import { NOT_RUN, compileDependencies, runDependencies, slotOf } from '#src/compile/dependencies.js';
import type { Surroundings } from '#src/compile/dependencies.js';
import { Teardowns } from '#src/compile/teardown.js';
import { Controller, Depends, Get, dependency } from '#src/index.js';
import { describeRoute } from '../fixtures/describe-route.js';

/** Runs the dependencies of a handler on nothing but themselves. */
function run(controller: abstract new (...args: never[]) => object, before?: (values: unknown[]) => void) {
  const { dependencies } = describeRoute(controller, 'handle');
  const teardowns = new Teardowns();
  const surroundings: Surroundings = { values: [], teardowns: undefined, beginTeardowns: () => teardowns };
  before?.(surroundings.values);
  const compiled = compileDependencies(dependencies, 0, () => 'singleton');
  const started = runDependencies(compiled, surroundings, undefined as never, undefined as never);
  return { started, surroundings, teardowns };
}

t.test('counts inputs first, then dependencies', (t) => {
  t.equal(slotOf({ from: 'input', index: 2 }, 5), 2);
  t.equal(slotOf({ from: 'dependency', index: 2 }, 5), 7);
  t.end();
});

t.test('is done at once where nothing waits', (t) => {
  const one = dependency({}, () => 1);
  const two = dependency({ one }, ({ one }) => one + 1);
  @Controller('/')
  class Sync {
    @Get('/')
    handle(@Depends(two) _two: number): void {}
  }
  const { started, surroundings } = run(Sync);
  t.equal(started, undefined);
  t.strictSame(surroundings.values, [1, 2]);
  t.end();
});

t.test('starts what is independent together, and the rest when what it needs is there', async (t) => {
  const steps: string[] = [];
  const work = (name: string) =>
    dependency({}, async () => {
      steps.push(`${name} begins`);
      await Promise.resolve();
      steps.push(`${name} ends`);
      return name;
    });
  const [left, right] = [work('left'), work('right')];
  const both = dependency({ left, right }, ({ left, right }) => {
    steps.push('both');
    return `${left} ${right}`;
  });
  @Controller('/')
  class Async {
    @Get('/')
    handle(@Depends(both) _both: string): void {}
  }
  const { started, surroundings } = run(Async);
  await started;
  t.strictSame(steps, ['left begins', 'right begins', 'left ends', 'right ends', 'both']);
  t.strictSame(surroundings.values, ['left', 'right', 'left right']);
});

t.test('fails when all that was started has settled', async (t) => {
  const steps: string[] = [];
  const slow = dependency({}, async () => {
    await new Promise((resolve) => setImmediate(resolve));
    steps.push('slow settled');
  });
  const failing = dependency({}, (): number => {
    throw new Error('failed');
  });
  @Controller('/')
  class Failing {
    @Get('/')
    handle(@Depends(slow) _slow: void, @Depends(failing) _failing: number): void {}
  }
  await t.rejects(run(Failing).started ?? Promise.resolve(), { message: 'failed' });
  t.strictSame(steps, ['slow settled']);
});

t.test('does not run what needs a value that was refused', (t) => {
  let runs = 0;
  const first = dependency({}, () => 1);
  const second = dependency({ first }, () => ++runs);
  @Controller('/')
  class Refused {
    @Get('/')
    handle(@Depends(second) _second: number): void {}
  }
  const { dependencies } = describeRoute(Refused, 'handle');
  const compiled = compileDependencies(dependencies, 0, () => undefined).slice(1);
  const surroundings: Surroundings = { values: [NOT_RUN], teardowns: undefined, beginTeardowns: () => new Teardowns() };
  t.equal(runDependencies(compiled, surroundings, undefined as never, undefined as never), undefined);
  t.strictSame([surroundings.values[1], runs], [NOT_RUN, 0]);
  t.end();
});

t.test('hands inputs over by name, whatever the names are', (t) => {
  const one = dependency({}, () => 1);
  const odd = dependency({ ['__proto__']: one, 'a-b': one, '"': one }, (inputs) => inputs);
  @Controller('/')
  class Odd {
    @Get('/')
    handle(@Depends(odd) _odd: unknown): void {}
  }
  const value = run(Odd).surroundings.values[1] as object;
  t.equal(Object.getPrototypeOf(value), Object.prototype);
  t.strictSame(Object.entries(value), [
    ['__proto__', 1],
    ['a-b', 1],
    ['"', 1],
  ]);
  t.end();
});

t.test('opens generators, and says which one yields nothing', async (t) => {
  const open = dependency({}, async function* () {
    yield await Promise.resolve('open');
  });
  const empty = dependency({}, function* empty(): Generator<number> {});
  @Controller('/')
  class Opening {
    @Get('/')
    handle(@Depends(open) _open: string): void {}
  }
  @Controller('/')
  class Empty {
    @Get('/')
    handle(@Depends(empty) _empty: number): void {}
  }
  const { started, surroundings, teardowns } = run(Opening);
  await started;
  t.strictSame([surroundings.values[0], teardowns.isEmpty], ['open', false]);
  t.equal(await teardowns.close(undefined), undefined);
  t.throws(() => run(Empty), { name: 'TypeError', message: /ended without yielding a value/ });
});
