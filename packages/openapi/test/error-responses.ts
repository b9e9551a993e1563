import { Body, Controller, Depends, Get, HttpError, Post, Security, Type, security } from '@typhoon/core';
import t from 'tap';
import { documentOf } from './fixtures/documents.js';
import type { Json } from './fixtures/documents.js';

const NotFound = HttpError.define({ status: 404, code: 'not_found', title: 'Not found' });
const Closed = HttpError.define({ status: 404, code: 'closed', title: 'Closed' });
const login = security.oauth2Password({ tokenUrl: 'token', scopes: { write: 'Write' } });
const maybe = security.bearer({ optional: true });

@Controller('/')
class RefusalsController {
  @Get('/open')
  open(@Depends(maybe) _token: string | undefined): string {
    return '';
  }

  @Get('/guarded')
  guarded(@Depends(login) _token: string): string {
    return '';
  }

  @Post('/scoped', { throws: [NotFound] })
  scoped(@Security(login, ['write']) _token: string, @Body(Type.Object({})) _body: object): string {
    return '';
  }

  @Get('/two', { throws: [NotFound, Closed] })
  two(): string {
    return '';
  }
}

async function statusesOf(test: Pick<typeof t, 'ok'>, errors: 'problem' | 'fastapi'): Promise<Record<string, string>> {
  const { paths } = await documentOf(test, [RefusalsController], { errors });
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => {
      const { responses } = Object.values(item)[0] as { responses: object };
      return [path, Object.keys(responses).join(' ')];
    }),
  );
}

t.test('documents why a route can refuse, and nothing else', async (t) => {
  t.strictSame(await statusesOf(t, 'problem'), {
    '/open': '200 4XX',
    '/guarded': '200 401',
    '/scoped': '200 401 403 404 413 415 422',
    '/two': '200 404',
  });
});

t.test("documents what FastAPI documents in FastAPI's envelope", async (t) => {
  t.match(await statusesOf(t, 'fastapi'), { '/open': '200', '/two': '200 404' });
});

t.test('tells two errors of one status apart by their codes', async (t) => {
  const { paths } = await documentOf(t, [RefusalsController]);
  const { responses } = paths['/two']?.['get'] as Json;
  t.strictSame(responses['404'].content['application/problem+json'].schema, {
    oneOf: [{ $ref: '#/components/schemas/NotFound' }, { $ref: '#/components/schemas/Closed' }],
    discriminator: { propertyName: 'code', mapping: { not_found: '#/components/schemas/NotFound', closed: '#/components/schemas/Closed' } },
  });
});

t.test('says how to sign in with every 401', async (t) => {
  const { components } = await documentOf(t, [RefusalsController]);
  t.match(components?.responses?.['Unauthorized'], { headers: { 'WWW-Authenticate': {} } });
});
