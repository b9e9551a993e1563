import t from 'tap';
import { Controller, Depends, Get, HttpError, Injectable, createApp, dependency } from '#src/index.js';
import { disposerOf } from '#src/dependency/disposer.js';
import { startApp } from '../fixtures/start-app.js';

t.test('an instance is disposed of asynchronously where it can be', async (t) => {
  const steps: string[] = [];
  class Both {
    readonly name = 'both';
    [Symbol.dispose](): void {
      steps.push('sync');
    }
    async [Symbol.asyncDispose](): Promise<void> {
      steps.push(await Promise.resolve(this.name));
    }
  }
  await disposerOf(new Both())?.();
  t.strictSame(steps, ['both']);
  t.equal(disposerOf({}), undefined);
});

/** Classes of each lifetime, and what was disposed of in which order. */
function createClasses() {
  const steps: string[] = [];
  @Injectable({ lifetime: 'singleton' })
  class Pool {
    [Symbol.dispose](): void {
      steps.push('pool');
    }
  }
  @Injectable({ lifetime: 'request' })
  class Session {
    constructor(@Depends(Pool) readonly pool: Pool) {}
    async [Symbol.asyncDispose](): Promise<void> {
      steps.push(await Promise.resolve('session'));
    }
  }
  @Injectable({ lifetime: 'transient' })
  class Cursor {
    constructor(@Depends(Session) readonly session: Session) {}
    [Symbol.dispose](): void {
      steps.push('cursor');
    }
  }
  return { steps, Pool, Session, Cursor };
}

t.test('instances of a request are disposed of in reverse, before the answer leaves, and singletons when the application closes', async (t) => {
  const { steps, Session, Cursor } = createClasses();
  type Instance<TClass> = TClass extends new (...args: never[]) => infer TInstance ? TInstance : never;
  const generator = dependency({ session: Session }, function* () {
    yield 1;
    steps.push('generator');
  });
  @Controller('/')
  class Reads {
    @Get('/', {
      fastify: {
        onResponse: async () => {
          steps.push(await Promise.resolve('answered'));
        },
      },
    })
    read(
      @Depends(Session) _session: Instance<typeof Session>,
      @Depends(generator) _one: number,
      @Depends(Cursor) _first: Instance<typeof Cursor>,
      @Depends(Cursor) _second: Instance<typeof Cursor>,
    ): string {
      steps.push('handler');
      return 'read';
    }
    @Get('/fails')
    fails(@Depends(Session) _session: Instance<typeof Session>): never {
      throw new HttpError(409);
    }
  }
  const app = await startApp(t, { controllers: [Reads] });
  t.equal((await app.inject('/')).payload, '"read"');
  t.strictSame(steps.splice(0), ['handler', 'cursor', 'cursor', 'generator', 'session', 'answered']);
  t.equal((await app.inject('/fails')).statusCode, 409);
  t.strictSame(steps.splice(0), ['session']);
  await app.run(Cursor, () => steps.push('ran'));
  t.strictSame(steps.splice(0), ['ran', 'cursor', 'session']);
  await app.close();
  t.strictSame(steps, ['pool']);
});

t.test('what cannot be disposed of makes the answer a 500', async (t) => {
  @Injectable({ lifetime: 'request' })
  class Broken {
    [Symbol.dispose](): void {
      throw new Error('still busy');
    }
  }
  @Controller('/')
  class Reads {
    @Get('/')
    read(@Depends(Broken) _broken: Broken): string {
      return 'read';
    }
  }
  const app = await startApp(t, { controllers: [Reads] });
  t.equal((await app.inject('/')).statusCode, 500);
  t.match(app.lines, [{ err: { message: 'still busy' } }]);
});

t.test('what a function returns belongs to the function', async (t) => {
  let disposed = 0;
  const shared = {
    [Symbol.dispose]() {
      disposed++;
    },
  };
  const handle = dependency({}, () => shared);
  @Controller('/')
  class Reads {
    @Get('/')
    read(@Depends(handle) _handle: typeof shared): string {
      return 'read';
    }
  }
  const app = createApp({ controllers: [Reads], server: { logger: false } });
  await app.inject('/');
  await app.close();
  t.equal(disposed, 0);
});
