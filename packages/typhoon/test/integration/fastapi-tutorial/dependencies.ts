import t from 'tap';
import { Controller, Cookie, Depends, Get, Header, HttpError, Injectable, Path, Query, Type, dependency } from '#src/index.js';
import type { Dependency } from '#src/index.js';
import { detail, exchange, issue, missing } from '../../fixtures/exchanges.js';
import { nullable } from '../../fixtures/parity/nullable.js';

const common = dependency(
  { q: Query('q', nullable(Type.String())), skip: Query('skip', Type.Integer({ default: 0 })), limit: Query('limit', Type.Integer({ default: 100 })) },
  (found) => found,
);

@Injectable({ lifetime: 'request' })
class CommonQuery {
  constructor(
    @Query('q', nullable(Type.String())) readonly q: string | null,
    @Query('limit', Type.Integer({ default: 100 })) readonly limit: number,
  ) {}
}

const queryExtractor = dependency({ q: Query('q', nullable(Type.String())) }, ({ q }) => q);
const queryOrCookie = dependency({ q: queryExtractor, last_query: Cookie('last_query', nullable(Type.String())) }, ({ q, last_query }) => q ?? last_query);

const verifyToken = dependency({ token: Header('x-token', Type.String()) }, ({ token }) => {
  if (token !== 'fake-super-secret-token') throw new HttpError(400, 'X-Token header invalid');
});
const verifyKey = dependency({ key: Header('x-key', Type.String()) }, ({ key }) => {
  if (key !== 'fake-super-secret-key') throw new HttpError(400, 'X-Key header invalid');
  return key;
});

let count = 0;
const counter = dependency({}, () => (count += 1));
const sub = dependency({ counter }, ({ counter: value }) => value);
const uncached = dependency({}, () => (count += 1), { lifetime: 'transient' });

class OwnerError extends Error {}
const username = dependency({}, async function* () {
  try {
    yield 'Rick';
  } catch (error) {
    if (error instanceof OwnerError) throw new HttpError(400, `Owner error: ${error.message}`);
    throw error;
  }
});
const ITEMS: Readonly<Record<string, { owner: string }>> = { plumbus: { owner: 'Morty' }, gun: { owner: 'Rick' } };

function createChecker(fixed: string): Dependency<boolean> {
  return dependency({ q: Query('q', Type.String({ default: '' })) }, ({ q }) => q.includes(fixed));
}
const isBar = createChecker('bar');

@Controller('')
class DependencyController {
  @Get('/common')
  common(@Depends(common) found: { q: string | null; skip: number; limit: number }): unknown {
    return found;
  }

  @Get('/class')
  class(@Depends(CommonQuery) query: CommonQuery): unknown {
    return { q: query.q, limit: query.limit };
  }

  @Get('/sub')
  sub(@Depends(queryOrCookie) q_or_cookie: string | null): unknown {
    return { q_or_cookie };
  }

  @Get('/guarded', { security: [verifyToken, verifyKey] })
  guarded(): unknown {
    return [{ item: 'Foo' }, { item: 'Bar' }];
  }

  @Get('/guarded-later', { dependencies: [verifyToken, verifyKey] })
  guardedLater(): unknown {
    return 'in';
  }

  @Get('/cached')
  cached(@Depends(counter) one: number, @Depends(sub) two: number): unknown {
    return one === two;
  }

  @Get('/uncached')
  uncached(@Depends(uncached) one: number, @Depends(uncached) two: number): unknown {
    return one !== two;
  }

  @Get('/owned/:id')
  owned(@Path('id', Type.String()) id: string, @Depends(username) name: string): unknown {
    const item = ITEMS[id] ?? HttpError.throw(404, 'Item not found');
    if (item.owner !== name) throw new OwnerError(name);
    return item;
  }

  @Get('/checked')
  checked(@Depends(isBar) fixed_content_included: boolean): unknown {
    return { fixed_content_included };
  }
}

exchange(t, 'dependencies', { controllers: [DependencyController] }, [
  { ask: 'GET /common', gives: { q: null, skip: 0, limit: 100 } },
  { ask: 'GET /common?q=foo&skip=5&limit=30', gives: { q: 'foo', skip: 5, limit: 30 } },
  {
    ask: 'GET /common?skip=x',
    ...detail(issue('int_parsing', ['query', 'skip'], 'Input should be a valid integer, unable to parse string as an integer', 'x')),
  },
  { ask: 'GET /class?q=a', gives: { q: 'a', limit: 100 } },
  { ask: 'GET /sub', gives: { q_or_cookie: null } },
  { ask: 'GET /sub?q=bar', headers: { cookie: 'last_query=cookie' }, gives: { q_or_cookie: 'bar' } },
  { ask: 'GET /sub', headers: { cookie: 'last_query=cookie' }, gives: { q_or_cookie: 'cookie' } },
  { ask: 'GET /guarded', ...detail(missing(['header', 'x-token']), missing(['header', 'x-key'])) },
  { ask: 'GET /guarded', headers: { 'x-token': 'invalid' }, status: 400, gives: { detail: 'X-Token header invalid' } },
  { ask: 'GET /guarded', headers: { 'x-token': 'fake-super-secret-token', 'x-key': 'invalid' }, status: 400, gives: { detail: 'X-Key header invalid' } },
  {
    ask: 'GET /guarded',
    headers: { 'x-token': 'fake-super-secret-token', 'x-key': 'fake-super-secret-key' },
    gives: [{ item: 'Foo' }, { item: 'Bar' }],
  },
  // On purpose: what is no guard runs only where the whole request is valid.
  { ask: 'GET /guarded-later', headers: { 'x-token': 'invalid' }, ...detail(missing(['header', 'x-key'])) },
  { ask: 'GET /cached', gives: true },
  { ask: 'GET /uncached', gives: true },
  { ask: 'GET /owned/gun', gives: { owner: 'Rick' } },
  { ask: 'GET /owned/plumbus', status: 400, gives: { detail: 'Owner error: Rick' } },
  { ask: 'GET /owned/foo', status: 404, gives: { detail: 'Item not found' } },
  { ask: 'GET /checked', gives: { fixed_content_included: false } },
  { ask: 'GET /checked?q=foobarbaz', gives: { fixed_content_included: true } },
]);
