import t from 'tap';
import {
  Controller,
  Depends,
  Get,
  Header,
  Query,
  Type,
  background,
  createApp,
  dependency,
  lazy,
  security,
  Security,
  requiredScopes,
  BootError,
} from '#src/index.js';
import type { Background, Dependency } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

t.test('runs each dependency once a request, and independent ones side by side', async (t) => {
  const log: string[] = [];
  let release: () => void = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  const shared = dependency({}, async () => {
    log.push('shared');
    await gate;
    return 1;
  });
  const left = dependency({ shared }, ({ shared: value }) => `left ${value}`);
  const right = dependency({ shared }, ({ shared: value }) => `right ${value}`);
  const beside = dependency({}, () => {
    log.push('beside');
    release();
    return 'beside';
  });

  @Controller('/')
  class GraphController {
    @Get('/', { response: Type.Array(Type.String()) })
    read(@Depends(left) a: string, @Depends(right) b: string, @Depends(beside) c: string): string[] {
      return [a, b, c];
    }
  }
  const app = await startApp(t, { controllers: [GraphController] });
  t.strictSame((await app.inject('/')).json(), ['left 1', 'right 1', 'beside']);
  t.strictSame(log, ['shared', 'beside']);
});

t.test('validates what a dependency reads, on each route that uses it', async (t) => {
  const paging = dependency(
    { page: Query('page', Type.Integer({ minimum: 1, default: 1 })), token: Header('X-Token', Type.String()) },
    ({ page, token }) => `${page} ${token}`,
  );

  @Controller('/')
  class PagesController {
    @Get('/', { response: Type.String() })
    read(@Query('q', Type.String()) _q: string, @Depends(paging) pages: string): string {
      return pages;
    }
  }
  const app = await startApp(t, { controllers: [PagesController] });
  t.equal((await app.inject({ url: '/?q=x&page=2', headers: { 'x-token': 'abc' } })).json(), '2 abc');
  const response = await app.inject('/?page=0');
  t.strictSame(
    response.json().errors.map((issue: { loc: string[] }) => issue.loc.join('.')),
    ['query.page', 'header.x-token', 'query.q'],
  );
});

t.test('makes singletons before the first request and closes them in reverse', async (t) => {
  const log: string[] = [];
  const pool = dependency(
    {},
    async function* () {
      log.push('pool open');
      yield 'pool';
      log.push('pool closed');
    },
    { lifetime: 'singleton' },
  );
  class Store {
    constructor(@Depends(pool) readonly pool: string) {
      log.push(`store on ${pool}`);
    }
    [Symbol.dispose](): void {
      log.push('store closed');
    }
  }

  @Controller('/')
  class StoreController {
    constructor(@Depends(Store) private readonly store: Store) {}

    @Get('/', { response: Type.String() })
    read(@Depends(pool) value: string): string {
      return `${this.store.pool} ${value}`;
    }
  }
  const app = createApp({ controllers: [StoreController] });
  await app.ready();
  t.strictSame(log, ['pool open', 'store on pool']);
  t.equal((await app.inject('/')).json(), 'pool pool');
  await app.close();
  t.strictSame(log.slice(2), ['store closed', 'pool closed']);
});

t.test('draws the way to a value that lives shorter than what needs it', (t) => {
  const current = dependency({}, () => 1, { name: 'current' });
  class Repository {
    constructor(@Depends(current) readonly value: number) {}
  }

  @Controller('/')
  class DeepController {
    constructor(@Depends(Repository) readonly repository: Repository) {}

    @Get('/')
    read(): void {}
  }
  t.throws(() => createApp({ controllers: [DeepController] }), { code: 'TYPHOON_ERR_DEP_LIFETIME', message: /DeepController\n +Repository/ });
  t.end();
});

t.test('draws a cycle', (t) => {
  const first: Dependency<number> = dependency({ second: lazy((): Dependency<number> => second) }, () => 1, { name: 'first' });
  const second: Dependency<number> = dependency({ first }, () => 2, { name: 'second' });

  @Controller('/')
  class CycleController {
    @Get('/')
    read(@Depends(first) _value: number): void {}
  }
  t.throws(() => createApp({ controllers: [CycleController] }), { code: 'TYPHOON_ERR_DEP_CYCLE', message: /first → second → first/ });
  t.end();
});

t.test('gathers scopes along the graph for the dependency that enforces them', async (t) => {
  const user = dependency(
    { token: security.oauth2Password({ tokenUrl: '/token', scopes: { 'a:read': '', 'b:write': '' } }), scopes: requiredScopes },
    ({ token, scopes }) => {
      scopes.require(token.split(','));
      return token;
    },
  );
  const writer = dependency({ user: Security(user, ['b:write']) }, ({ user: name }) => name);

  @Controller('/')
  class ScopesController {
    @Get('/', { response: Type.String() })
    read(@Security(writer, ['a:read']) name: string): string {
      return name;
    }
  }
  const app = await startApp(t, { controllers: [ScopesController] });
  const ask = (token: string) => app.inject({ url: '/', headers: { authorization: `Bearer ${token}` } });
  t.equal((await ask('a:read,b:write')).statusCode, 200);
  const refused = await ask('a:read');
  t.equal(refused.statusCode, 403);
  t.match(refused.headers['www-authenticate'], 'insufficient_scope');
  t.strictSame(
    app.routes[0]?.security.map((requirement) => requirement.scopes),
    [['a:read', 'b:write']],
  );
});

t.test('replaces dependencies, what they read included, and puts them back', async (t) => {
  const original = dependency({ token: Header('x-token', Type.String()) }, ({ token }) => token);

  @Controller('/')
  class OverrideController {
    @Get('/', { response: Type.String() })
    read(@Depends(original) value: string): string {
      return value;
    }
  }
  const app = await startApp(t, { controllers: [OverrideController] });
  t.equal((await app.inject('/')).statusCode, 422);
  const restore = app.override(original, () => 'replaced');
  t.equal((await app.inject('/')).json(), 'replaced');
  const nested = app.override(
    original,
    dependency({ n: Query('n', Type.Integer()) }, ({ n }) => `n ${n}`),
  );
  t.equal((await app.inject('/?n=3')).json(), 'n 3');
  t.equal((await app.inject('/?n=x')).statusCode, 422);
  nested();
  restore();
  t.equal((await app.inject({ url: '/', headers: { 'x-token': 'real' } })).json(), 'real');
});

t.test('resolves a dependency outside a request and closes what it opened', async (t) => {
  const log: string[] = [];
  const transaction = dependency({}, async function* () {
    try {
      yield 'tx';
      log.push('commit');
    } catch (error) {
      log.push('rollback');
      throw error;
    }
  });
  const reading = dependency({ q: Query('q', Type.String()) }, ({ q }) => q);

  @Controller('/')
  class EmptyController {}
  const app = await startApp(t, { controllers: [EmptyController] });
  t.equal(await app.run(transaction, (tx) => `used ${tx}`), 'used tx');
  await t.rejects(
    app.run(transaction, () => {
      throw new Error('failed');
    }),
    { message: 'failed' },
  );
  t.strictSame(log, ['commit', 'rollback']);
  const error = await app.run(reading, () => 1).catch((failure: unknown) => failure);
  t.ok(BootError.is(error));
});

t.test('runs background work after the answer and waits for it when the application closes', async (t) => {
  const log: string[] = [];

  @Controller('/')
  class WorkController {
    @Get('/', { response: Type.String() })
    read(@Depends(background) work: Background): string {
      work.add(async () => {
        await Promise.resolve();
        log.push('done');
      });
      work.add(() => {
        throw new Error('background failed');
      });
      log.push('answered');
      return 'ok';
    }
  }
  const app = await startApp(t, { controllers: [WorkController] });
  t.equal((await app.inject('/')).statusCode, 200);
  await app.backgroundIdle();
  t.strictSame(log, ['answered', 'done']);
  t.match(app.lines, [{ msg: 'Background work failed' }]);
});
