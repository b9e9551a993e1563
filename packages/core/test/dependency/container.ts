import t from 'tap';
import { Container } from '#src/dependency/container.js';
import { describeSingletons } from '#src/describe/singletons.js';
import { ProblemList } from '#src/errors.js';
import { Depends, dependency } from '#src/index.js';

function definitionsOf(...targets: readonly unknown[]) {
  return describeSingletons([], targets as Parameters<typeof describeSingletons>[1], new Map(), new ProblemList());
}

t.test('makes each value once, whoever asks at the same time', async (t) => {
  let count = 0;
  const slow = dependency({}, async () => Promise.resolve(++count), { lifetime: 'singleton' });
  class Store {
    constructor(@Depends(slow) readonly value: number) {}
  }
  const container = new Container();
  await Promise.all([container.build(definitionsOf(slow)), container.build(definitionsOf(Store))]);
  t.equal(count, 1);
  t.equal((container.read(Store) as Store).value, 1);
});

t.test('refuses to read what is not made yet', async (t) => {
  t.throws(() => new Container().read(class Store {}), { code: 'TYPHOON_ERR_APP_STATE' });
});

t.test('closes in reverse, all of them, and tells every failure', async (t) => {
  const log: string[] = [];
  const open = (name: string) =>
    dependency(
      {},
      function* () {
        yield name;
        log.push(name);
        throw new Error(`${name} is stuck`);
      },
      { name, lifetime: 'singleton' },
    );
  const container = new Container();
  await container.build(definitionsOf(open('first'), open('second')));
  await t.rejects(container.close(), { errors: [{ message: "Closing 'second' failed." }, { message: "Closing 'first' failed." }] });
  t.strictSame(log, ['second', 'first']);
  await container.close();
});

t.test('names the dependency that could not be made', async (t) => {
  const broken = dependency(
    {},
    () => {
      throw new Error('no route to host');
    },
    { name: 'database', lifetime: 'singleton' },
  );
  await t.rejects(new Container().build(definitionsOf(broken)), { message: "The dependency 'database' could not be made: no route to host" });
});

t.test('makes what an engine stands for by the engine, and closes that', async (t) => {
  const log: string[] = [];
  const store = dependency({}, () => 'embedded', { lifetime: 'singleton' });
  const shared = async function* () {
    yield await Promise.resolve('shared');
    log.push('closed');
  };
  const container = new Container(new Map([[store, shared]]));
  await container.build(definitionsOf(store));
  t.equal(container.read(store), 'shared');
  await container.close();
  t.strictSame(log, ['closed']);
});
