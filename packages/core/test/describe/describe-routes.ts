import t from 'tap';
import { writeRoute } from '#src/metadata/store.js';
import { describeRoutes } from '#src/describe/describe-routes.js';
import { Body, Controller, Depends, Get, Model, Path, Post, Query, Type, dependency, security } from '#src/index.js';

class NewItem extends Model({ name: Type.String() }) {}
const user = dependency({ token: security.bearer(), verbose: Query('verbose', Type.Optional(Type.Boolean())) }, ({ token }) => token, { name: 'user' });

@Controller('/items', { tags: ['items'] })
class ItemsController {
  @Get('/:id', { response: Type.String() })
  read(@Path('id', Type.Integer()) id: number, @Query('verbose', Type.Optional(Type.Boolean())) _verbose?: boolean): string {
    return String(id);
  }

  @Post('/')
  create(@Body(NewItem) _item: NewItem, @Depends(user) _user: string): void {
    return;
  }
}

t.test('turns decorated classes into plain definitions', async (t) => {
  const { routes } = describeRoutes({ controllers: [ItemsController], prefix: '/api' });
  t.match(routes, [
    {
      kind: 'http',
      place: 'ItemsController.read',
      method: 'GET',
      path: { fastify: '/api/items/:id', openapi: '/api/items/{id}' },
      operationId: 'items.read',
      arguments: [
        { from: 'input', index: 0 },
        { from: 'input', index: 1 },
      ],
      inputs: [
        { in: 'path', name: 'id', required: true, by: 'route' },
        { in: 'query', name: 'verbose', required: false },
      ],
      documentation: { tags: ['items'] },
    },
    {
      place: 'ItemsController.create',
      inputs: [
        { in: 'body', name: undefined, schema: NewItem.schema, by: 'route' },
        { in: 'query', name: 'verbose', by: 'dependency', place: "ItemsController.create, parameter 1 → user, input 'verbose'" },
      ],
      dependencies: [
        { early: true, inputs: [] },
        { name: 'user', early: true },
      ],
      security: [{ scheme: { name: 'HTTPBearer' } }],
    },
  ]);
});

t.test('describes the same classes equally each time, and changes none of them', async (t) => {
  const options = { controllers: [ItemsController] };
  t.strictSame(describeRoutes(options), describeRoutes(options));
});

t.test('notes a handler whose name is a symbol', async (t) => {
  @Controller('/symbols')
  class SymbolsController {}
  const record = { kind: 'http', key: Symbol.iterator, path: '/', options: {} };
  writeRoute(SymbolsController.prototype, record);
  t.match(describeRoutes({ controllers: [SymbolsController] }).problems, [
    { code: 'TYPHOON_ERR_ROUTE_INVALID', place: 'SymbolsController.Symbol(Symbol.iterator)' },
  ]);
});
