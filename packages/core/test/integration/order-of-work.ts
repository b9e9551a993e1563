import t from 'tap';
import { Body, Controller, Depends, Get, Model, Path, Post, Query, Type, dependency, security, HttpError } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

class NewItem extends Model({ name: Type.String({ minLength: 1 }) }) {}

const steps: string[] = [];
t.beforeEach(() => void steps.splice(0));

const currentUser = dependency({ token: security.bearer() }, ({ token }) => {
  steps.push('currentUser');
  return token === 'valid' ? { name: 'Ada' } : HttpError.throw(401, 'Unknown token');
});

const tenantGuard = dependency({ tenant: Path('tenant', Type.Integer()), user: currentUser }, ({ tenant }) => {
  steps.push('tenantGuard');
  return tenant === 1 ? tenant : HttpError.throw(403);
});

const transaction = dependency({}, function* () {
  steps.push('begin');
  yield 'tx';
  steps.push('commit');
});

@Controller('/:tenant/items')
class ItemsController {
  @Post('/', { response: Type.String() })
  create(
    @Depends(tenantGuard) _tenant: number,
    @Depends(transaction) _tx: string,
    @Query('limit', Type.Integer({ default: 1 })) limit: number,
    @Body(NewItem) item: NewItem,
  ): string {
    steps.push('handler');
    return `${item.name} ${limit}`;
  }

  @Get('/', { response: Type.String(), security: [currentUser] })
  list(): string {
    return 'list';
  }
}

const headers = { 'content-type': 'application/json', authorization: 'Bearer valid' };

t.test('runs security, then validation, then dependencies, then the handler, then teardown', async (t) => {
  const app = await startApp(t, { controllers: [ItemsController] });
  const response = await app.inject({ method: 'POST', url: '/1/items?limit=2', headers, payload: { name: 'Pen' } });
  t.equal(response.statusCode, 200);
  t.equal(response.json(), 'Pen 2');
  t.strictSame(steps, ['currentUser', 'tenantGuard', 'begin', 'handler', 'commit']);
});

t.test('refuses a missing token with 401 before malformed JSON is looked at', async (t) => {
  const app = await startApp(t, { controllers: [ItemsController] });
  const response = await app.inject({ method: 'POST', url: '/1/items?limit=ten', headers: { 'content-type': 'application/json' }, payload: '{' });
  t.equal(response.statusCode, 401);
  t.equal(response.headers['www-authenticate'], 'Bearer');
  t.equal(response.json().errors, undefined, 'says nothing of validation');
});

t.test('refuses a missing token with 401 before an unsupported content type', async (t) => {
  const app = await startApp(t, { controllers: [ItemsController] });
  const response = await app.inject({ method: 'POST', url: '/1/items', headers: { 'content-type': 'image/png' }, payload: 'x' });
  t.equal(response.statusCode, 401);
});

t.test('refuses with 403 before validation', async (t) => {
  const app = await startApp(t, { controllers: [ItemsController] });
  const response = await app.inject({ method: 'POST', url: '/2/items?limit=ten', headers, payload: '{' });
  t.equal(response.statusCode, 403);
  t.strictSame(steps, ['currentUser', 'tenantGuard']);
});

t.test('does not run a dependency whose input is invalid, and lists its mistake with all others', async (t) => {
  const app = await startApp(t, { controllers: [ItemsController] });
  const response = await app.inject({ method: 'POST', url: '/one/items?limit=ten', headers, payload: { name: '' } });
  t.equal(response.statusCode, 422);
  t.strictSame(
    response.json().errors.map(({ type, loc }: { type: string; loc: unknown[] }) => [type, loc.join('.')]),
    [
      ['int_parsing', 'path.tenant'],
      ['int_parsing', 'query.limit'],
      ['string_too_short', 'body.name'],
    ],
  );
  t.strictSame(steps, ['currentUser']);
});

t.test('still refuses an unknown token with 401 when another security input is invalid', async (t) => {
  const app = await startApp(t, { controllers: [ItemsController] });
  const response = await app.inject({ method: 'POST', url: '/one/items', headers: { ...headers, authorization: 'Bearer forged' }, payload: {} });
  t.equal(response.statusCode, 401);
});

t.test('joins malformed JSON, with its position, to the mistakes of the other parts', async (t) => {
  const app = await startApp(t, { controllers: [ItemsController] });
  const response = await app.inject({ method: 'POST', url: '/1/items?limit=ten', headers, payload: '{"name": }' });
  t.equal(response.statusCode, 422);
  t.match(response.json().errors, [
    { type: 'int_parsing', loc: ['query', 'limit'] },
    { type: 'json_invalid', loc: ['body', 9], ctx: { error: 'Expecting value' } },
  ]);
  t.strictSame(steps, ['currentUser', 'tenantGuard'], 'no transaction is begun');
});

t.test('starts no dependency beside security when validation fails', async (t) => {
  const app = await startApp(t, { controllers: [ItemsController] });
  const response = await app.inject({ method: 'POST', url: '/1/items', headers, payload: {} });
  t.equal(response.statusCode, 422);
  t.strictSame(steps, ['currentUser', 'tenantGuard']);
});

t.test('runs what the security option names although its value is not used', async (t) => {
  const app = await startApp(t, { controllers: [ItemsController] });
  t.equal((await app.inject('/1/items')).statusCode, 401);
  t.equal((await app.inject({ url: '/1/items', headers })).statusCode, 200);
});
