import t from 'tap';
import {
  Controller,
  Depends,
  Get,
  HttpError,
  Query,
  Security,
  Type,
  background,
  dependency,
  fastifyReply,
  fastifyRequest,
  lazy,
  log,
  security,
  signal,
} from '#src/index.js';
import type { AnyCredentials, Background, Dependency, Yielded } from '#src/index.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { expectEqual } from '../fixtures/expect-equal.js';
import { startApp } from '../fixtures/start-app.js';

interface User {
  readonly id: number;
  readonly name: string;
}

class UserStore {
  async byToken(token: string): Promise<User | undefined> {
    return token === 'ada' ? { id: 1, name: 'Ada' } : undefined;
  }
}

const currentUser = dependency(
  { token: security.bearer(), users: UserStore },
  async ({ token, users }) => (await users.byToken(token)) ?? HttpError.throw(401),
);
const userName = dependency({ user: currentUser }, ({ user }) => user.name);
const transaction = dependency({ name: userName }, async function* ({ name }) {
  yield { owner: name };
});
const counter = dependency({}, function* () {
  yield 3;
});
const page = dependency({ limit: Query('limit', Type.Integer({ default: 10 })), search: Query('search', Type.Optional(Type.String())) }, (inputs) => {
  expectEqual<typeof inputs, { limit: number; search: string | undefined }>();
  return inputs;
});
const login = security.any({ token: security.bearer(), key: security.apiKey({ in: 'header', name: 'x-key' }) });

@Controller('/graph')
class GraphController {
  constructor(@Depends(lazy(() => LaterStore)) private readonly later: LaterStore) {}

  @Get('/')
  read(
    @Depends(currentUser) user: User,
    @Security(userName, ['read']) name: string,
    @Depends(transaction) tx: { owner: string },
    @Depends(counter) count: number,
    @Depends(page) { limit }: { limit: number; search: string | undefined },
    @Depends(lazy(() => userName)) later: string,
  ): unknown[] {
    return [user.id, name, tx.owner, count, limit, later, this.later.name()];
  }

  @Get('/built-in')
  builtIn(
    @Depends(fastifyRequest) request: FastifyRequest,
    @Depends(fastifyReply) reply: FastifyReply,
    @Depends(signal) abort: AbortSignal,
    @Depends(background) work: Background,
  ): boolean {
    work.add(() => undefined);
    return reply.request === request && !abort.aborted;
  }

  @Get('/refused')
  refused(
    // @ts-expect-error a user, not a text
    @Depends(currentUser) _user: string,
    // @ts-expect-error a text, three dependencies away from the token
    @Depends(userName) _name: number,
    // @ts-expect-error what the generator yields, not the generator
    @Depends(transaction) _tx: AsyncGenerator<{ owner: string }>,
    // @ts-expect-error 'search' may be absent
    @Depends(page) _page: { limit: number; search: string },
    // @ts-expect-error an instance of the class, not the class
    @Depends(UserStore) _store: typeof UserStore,
    // @ts-expect-error a user, read later or not
    @Depends(lazy(() => currentUser)) _later: string,
    // @ts-expect-error a text, whatever the scopes
    @Security(userName, ['read']) _secured: number,
    // @ts-expect-error a logger of pino's shape
    @Depends(log) _log: Console,
  ): void {}
}

class LaterStore {
  name(): string {
    return 'later';
  }
}

t.test('the value of a dependency carries its type through the graph', async (t) => {
  expectEqual<Yielded<typeof currentUser>, User>();
  expectEqual<Yielded<typeof userName>, string>();
  expectEqual<Yielded<typeof transaction>, { owner: string }>();
  expectEqual<Yielded<typeof counter>, number>();
  expectEqual<Yielded<typeof UserStore>, UserStore>();
  expectEqual<Yielded<typeof login>, AnyCredentials<{ readonly token: Dependency<string>; readonly key: Dependency<string> }>>();

  const app = await startApp(t, { controllers: [GraphController] });
  const headers = { authorization: 'Bearer ada' };
  t.strictSame((await app.inject({ url: '/graph', headers })).json(), [1, 'Ada', 'Ada', 3, 10, 'Ada', 'later']);
  t.equal((await app.inject('/graph/built-in')).json(), true);
});

t.test('the inputs of a dependency are what it may read', (t) => {
  const wrong = [
    // @ts-expect-error the user's name is a text
    dependency({ user: currentUser }, ({ user }) => user.name.toFixed()),
    // @ts-expect-error 'search' may be absent
    dependency({ page }, ({ page: { search } }) => search.length),
    // @ts-expect-error not declared as an input
    dependency({ page }, ({ other }: { other: string }) => other),
    // @ts-expect-error a schema alone names no source
    dependency({ limit: Type.Integer() }, () => 1),
  ];
  t.equal(wrong.length, 4);
  t.end();
});

t.test('a replacement yields what the original yields', async (t) => {
  const app = await startApp(t, { controllers: [GraphController] });
  app.override(currentUser, () => ({ id: 2, name: 'Bob' }));
  app.override(counter, async () => 4);
  const refused = (): void => {
    // @ts-expect-error a user, not a text
    app.override(currentUser, () => 'Bob');
    const nameless = dependency({}, () => ({ id: 1 }));
    // @ts-expect-error 'name' is missing
    app.override(currentUser, nameless);
  };
  t.type(refused, 'function');
  t.match((await app.inject('/graph')).json(), [2, 'Bob', 'Bob', 4]);
});
