import { Body, Controller, Depends, Get, HttpError, Model, Path, Post, Query, Security, Type, dependency, security } from '@typhoon/core';
import t from 'tap';
import { documentOf } from './fixtures/documents.js';

class NewItem extends Model({ name: Type.String({ minLength: 1 }), price: Type.Number({ minimum: 0 }) }) {}
class Item extends Model({ id: Type.Integer(), ...NewItem.properties }) {}
class Paid extends Model({ orderId: Type.Integer() }) {}

const ItemNotFound = HttpError.define({ status: 404, code: 'item_not_found', title: 'Item not found' });
const login = security.oauth2Password({ tokenUrl: 'token', scopes: { 'items:write': 'Create and change items' } });
const currentUser = dependency({ token: login, tenant: Query('tenant', Type.Optional(Type.String())) }, ({ token }) => token);

@Controller('/items', { tags: ['items'] })
class ItemsController {
  @Get('/:id', { response: Item, throws: [ItemNotFound] })
  read(@Path('id', Type.Integer({ minimum: 1 })) id: number): Item {
    return { id, name: 'a', price: 1 };
  }

  @Post('/', {
    status: 201,
    response: Item,
    summary: 'Add an item',
    description: 'Adds it.',
    deprecated: true,
    externalDocs: { url: 'https://typhoon.test/items' },
    'x-cost': 3,
  })
  create(@Body(NewItem) item: NewItem, @Security(currentUser, ['items:write']) _user: string): Item {
    return { id: 1, ...item };
  }

  @Get('/', { hidden: true })
  list(): string {
    return '';
  }

  @Post('/:id/order', {
    operationId: 'orderItem',
    servers: [{ url: 'https://orders.typhoon.test' }],
    callbacks: {
      paid: {
        '{$request.query.url}': {
          post: { summary: 'Paid', requestBody: { content: { 'application/json': { schema: Paid } } }, responses: { 200: { description: 'Thanks' } } },
        },
      },
    },
  })
  order(@Path('id', Type.Integer()) _id: number, @Query('url', Type.String({ format: 'uri' })) _url: string, @Depends(currentUser) _user: string): string {
    return '';
  }
}

t.test('writes everything a route says of itself', async (t) => {
  const { paths } = await documentOf(t, [ItemsController]);
  t.strictSame(paths['/items/{id}'], {
    get: {
      tags: ['items'],
      summary: 'Read',
      operationId: 'items.read',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }],
      responses: {
        200: { description: 'Successful response', content: { 'application/json': { schema: { $ref: '#/components/schemas/Item' } } } },
        404: { $ref: '#/components/responses/ItemNotFound' },
        422: { $ref: '#/components/responses/ValidationProblem' },
      },
    },
  });
  t.match(paths['/items']?.['post'], {
    summary: 'Add an item',
    description: 'Adds it.',
    deprecated: true,
    externalDocs: { url: 'https://typhoon.test/items' },
    'x-cost': 3,
    requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/NewItem' } } } },
    security: [{ OAuth2PasswordBearer: ['items:write'] }],
  });
  t.notOk(paths['/items']?.['get'], 'a hidden route is in no document');
});

t.test('shows what a dependency reads on every route that uses it', async (t) => {
  const { paths } = await documentOf(t, [ItemsController]);
  t.strictSame((paths['/items/{id}/order']?.['post'] as { parameters: unknown }).parameters, [
    { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
    { name: 'url', in: 'query', required: true, schema: { type: 'string', format: 'uri' } },
    { name: 'tenant', in: 'query', required: false, schema: { type: 'string' } },
  ]);
});

t.test('writes callbacks with schemas and models inside', async (t) => {
  const document = await documentOf(t, [ItemsController]);
  t.match(document.paths['/items/{id}/order']?.['post'], {
    operationId: 'orderItem',
    servers: [{ url: 'https://orders.typhoon.test' }],
    callbacks: {
      paid: { '{$request.query.url}': { post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Paid' } } } } } } },
    },
  });
  t.match(document.components?.schemas?.['Paid'], { type: 'object' });
});
