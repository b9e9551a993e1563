import { Validator } from '@seriousme/openapi-schema-validator';
import t from 'tap';
import { startShop } from './fixtures/shop.js';

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly unknown[];
  readonly responses: Readonly<Record<string, unknown>>;
}

t.test('the document', async (t) => {
  const client = await startShop(t, { SHOP_DEMO: 'false' });
  const document = (await client.get('/openapi.json')).json();
  const operations: readonly (readonly [string, Operation])[] = Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  );

  t.test('is valid', async (t) => {
    const result = await new Validator().validate(structuredClone(document));
    t.strictSame(result.errors ?? [], []);
    t.equal(result.valid, true);
  });

  t.test('tells how to sign in', async (t) => {
    t.match(document.info, { title: 'Shop', version: '1.0.0', description: /demo@shop\.example/ });
    t.match(document.components.securitySchemes, {
      OAuth2PasswordBearer: { type: 'oauth2', flows: { password: { tokenUrl: 'token', scopes: { 'items:write': String } } } },
    });
  });

  t.test('lists every route, each with summary and tag', async (t) => {
    t.strictSame(operations.map(([name]) => name).sort(), [
      'DELETE /items/{id}',
      'DELETE /items/{id}/image',
      'GET /accounts/me',
      'GET /items',
      'GET /items/{id}',
      'GET /items/{id}/image',
      'GET /orders',
      'GET /orders/{id}',
      'PATCH /items/{id}',
      'POST /accounts',
      'POST /items',
      'POST /orders',
      'POST /token',
      'PUT /items/{id}/image',
    ]);
    const known = document.tags.map(({ name }: { name: string }) => name);
    for (const [name, { summary, tags }] of operations) {
      t.ok(summary, name);
      t.ok(tags?.every((tag) => known.includes(tag)) && tags.length === 1, name);
    }
  });

  t.test('asks for the scopes that each route needs', async (t) => {
    const scopes = Object.fromEntries(operations.flatMap(([name, { security }]) => (security === undefined ? [] : [[name, security]])));
    const needs = (...list: string[]) => [{ OAuth2PasswordBearer: list }];
    t.strictSame(scopes, {
      'POST /items': needs('items:write'),
      'PATCH /items/{id}': needs('items:write'),
      'DELETE /items/{id}': needs('items:write'),
      'PUT /items/{id}/image': needs('items:write'),
      'DELETE /items/{id}/image': needs('items:write'),
      'GET /orders': needs('orders:read'),
      'GET /orders/{id}': needs('orders:read'),
      'POST /orders': needs('orders:write'),
      'GET /accounts/me': needs(),
    });
  });

  t.test('names the errors of a route', async (t) => {
    const [, place] = operations.find(([name]) => name === 'POST /orders') ?? [];
    t.strictSame(Object.keys(place?.responses ?? {}), ['200', '201', '401', '403', '404', '409', '413', '415', '422']);
  });
});
