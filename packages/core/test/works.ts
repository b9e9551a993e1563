import t from 'tap';
import { Body, Depends, Injectable, Type, createApp, dependency, fastifyRequest, log } from '#src/index.js';
import type { BootError, Dependency, WorkKind, WorkServices } from '#src/index.js';
import { createDependency } from '#src/internal.js';

const context = createDependency<{ readonly text: string }>({ make: 'request', name: 'context', read: (given) => given });
const substitutes: NonNullable<WorkKind['substitutes']> = new Map<Dependency<unknown>, Dependency<unknown>>([
  [context, context],
  [log, createDependency({ make: 'request', name: 'log', read: () => 'a logger' })],
]);

/** Work whose methods a test calls. */
function createKind(target: abstract new (...args: never[]) => object, methods: readonly string[], kind: Partial<WorkKind> = {}) {
  const held: { services?: WorkServices } = {};
  const calls = methods.map((method) => ({ target, method, place: `${target.name}.${method}`, given: ['the input'], optional: 'the rest' }));
  const work: WorkKind = { name: 'chores', substitutes, describe: () => calls, start: (services) => void (held.services = services), ...kind };
  return { work, call: async (index: number, ...given: readonly unknown[]) => held.services?.call(index, given, { text: 'context' }) };
}

t.test('calls methods with dependencies of their own, which see how it ended', async (t) => {
  const seen: unknown[] = [];
  const transaction = dependency({ context }, async function* ({ context }) {
    try {
      yield context.text;
      seen.push('committed');
    } catch (error) {
      seen.push(`rolled back: ${(error as Error).message}`);
      throw error;
    }
    await Promise.resolve();
  });

  @Injectable({ lifetime: 'request' })
  class Chores {
    constructor(@Depends(transaction) private readonly tx: string) {}

    run(input: string, rest: string, @Depends(log) logger: unknown) {
      if (input === 'bad') throw new Error('it broke');
      return [this.tx, input, rest, logger];
    }

    short(input: string, @Depends(transaction) tx: string) {
      return [input, tx];
    }
  }
  const { work, call } = createKind(Chores, ['run', 'short']);
  const app = createApp({ controllers: [], works: [work] });
  t.teardown(() => app.close());
  await app.ready();
  t.strictSame(await call(0, 'good', 'more'), ['context', 'good', 'more', 'a logger']);
  t.strictSame(await call(1, 'good', 'more'), ['good', 'context'], 'a parameter that names a source is given nothing');
  await t.rejects(call(0, 'bad', 'more'), { message: 'it broke' });
  t.strictSame(seen, ['committed', 'committed', 'rolled back: it broke']);
  app.override(transaction, () => 'another');
  t.strictSame(await call(1, 'good'), ['good', 'another']);
});

t.test('starts when the singletons are there, is waited for, and ends before they are closed', async (t) => {
  const seen: string[] = [];
  class Store {
    [Symbol.dispose]() {
      seen.push('closed');
    }
  }
  class Chores {
    run() {
      return 1;
    }
  }
  const { work } = createKind(Chores, ['run'], {
    needs: [Store],
    start: ({ readSingleton }) => void seen.push(`started with ${String(readSingleton(Store) instanceof Store)}`),
    idle: async () => Promise.resolve(void seen.push('idle')),
    stop: () => void seen.push('stopped'),
  });
  const app = createApp({ controllers: [], works: [work], onStart: () => void seen.push('onStart') });
  await app.ready();
  await app.backgroundIdle();
  await app.close();
  t.strictSame(seen, ['onStart', 'started with true', 'idle', 'stopped', 'closed']);
});

t.test('refuses at boot what there is without a request', (t) => {
  class Chores {
    run(_input: string, @Body(Type.String()) _body: string, @Depends(fastifyRequest) _request: unknown) {
      return 1;
    }
  }
  const { work } = createKind(Chores, ['run']);
  t.match(
    problemsOf(() => createApp({ controllers: [], works: [work] })),
    [
      { code: 'TYPHOON_ERR_DEP_LIFETIME', message: /Chores\.run, parameter 1: reads the body of a request, and chores have none/ },
      { code: 'TYPHOON_ERR_DEP_LIFETIME', message: /Chores\.run: needs 'fastifyRequest' of a request, and chores have none/ },
    ],
  );
  t.end();
});

function problemsOf(make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    return (error as BootError).problems;
  }
}
