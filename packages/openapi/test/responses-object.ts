import {
  Body,
  Bytes,
  Controller,
  Delete,
  Depends,
  Empty,
  FileDownload,
  Get,
  Html,
  HttpError,
  Model,
  Path,
  Post,
  Redirect,
  Text,
  Type,
  dependency,
  reply,
  security,
} from '@typhoon/core';
import type { Reply } from '@typhoon/core';
import { extendDependency } from '@typhoon/core/internal';
import t from 'tap';
import type { ResponsesObject } from '#src/responses-object.js';
import { documentOf, schemasOf } from './fixtures/documents.js';

class Item extends Model({ id: Type.Integer() }) {}
class Job extends Model({ job: Type.String() }) {}
class OutOfStockData extends Model({ left: Type.Integer() }) {}

const NotFound = HttpError.define({ status: 404, code: 'item_not_found', title: 'Item not found' });
const Gone = HttpError.define({ status: 404, code: 'shop_closed', title: 'Shop closed', description: 'No shop here any more' });
const OutOfStock = HttpError.define({ status: 409, code: 'out_of_stock', title: 'Out of stock', schema: OutOfStockData });
const bearer = security.bearer();
const user = dependency({ token: bearer }, ({ token }) => token);

@Controller('/answers')
class AnswersController {
  @Get('/plain')
  plain(): string {
    return '';
  }

  @Get('/:id', {
    response: Item,
    responseDescription: 'The item',
    responseHeaders: { 'X-Left': { schema: Type.Integer(), description: 'Requests left' }, 'Set-Cookie': { schema: Type.String() } },
    examples: { one: { summary: 'One', value: { id: 1 } } },
    responses: { 202: { response: Job, description: 'Later' }, 304: {} },
    throws: [NotFound, Gone, OutOfStock],
  })
  read(@Path('id', Type.Integer()) id: number): Item {
    return { id };
  }

  @Post('/', { status: 201, security: [user], throws: [NotFound] })
  create(@Body(Item) _item: Item): string {
    return '';
  }

  @Delete('/:id', { status: 204, responses: { 422: Job } })
  remove(@Path('id', Type.Integer()) _id: number): never {
    throw new Error('never called');
  }
}

t.test('documents problems in the default envelope', async (t) => {
  const document = await documentOf(t, [AnswersController]);
  const responsesOf = (path: string, method: string) => (document.paths[path]?.[method] as { responses: ResponsesObject }).responses;
  const read = responsesOf('/answers/{id}', 'get');

  t.strictSame(read[200], {
    description: 'The item',
    headers: { 'X-Left': { schema: { type: 'integer' }, description: 'Requests left' }, 'Set-Cookie': { schema: { type: 'string' } } },
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Item' }, examples: { one: { summary: 'One', value: { id: 1 } } } } },
  });
  t.strictSame(read[202], { description: 'Later', content: { 'application/json': { schema: { $ref: '#/components/schemas/Job' } } } });
  t.strictSame(read[304], { description: 'Not Modified' });
  t.strictSame(read[404], {
    description: 'Item not found · No shop here any more',
    content: {
      'application/problem+json': {
        schema: {
          oneOf: [{ $ref: '#/components/schemas/ItemNotFound' }, { $ref: '#/components/schemas/ShopClosed' }],
          discriminator: {
            propertyName: 'code',
            mapping: { item_not_found: '#/components/schemas/ItemNotFound', shop_closed: '#/components/schemas/ShopClosed' },
          },
        },
      },
    },
  });
  t.strictSame(read[409], { $ref: '#/components/responses/OutOfStock' });
  t.strictSame(schemasOf(document)['OutOfStock'], {
    allOf: [
      { $ref: '#/components/schemas/Problem' },
      {
        type: 'object',
        properties: {
          title: { type: 'string', const: 'Out of stock' },
          status: { type: 'integer', const: 409 },
          code: { type: 'string', const: 'out_of_stock' },
        },
        required: ['title', 'status', 'code'],
      },
      { $ref: '#/components/schemas/OutOfStockData' },
    ],
  });

  const create = responsesOf('/answers', 'post');
  t.strictSame(Object.keys(create), ['201', '401', '404', '413', '415', '422']);
  t.strictSame(create[404], { $ref: '#/components/responses/ItemNotFound' });
  t.match(document.components?.responses?.['Unauthorized'], {
    headers: { 'WWW-Authenticate': {} },
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });

  t.strictSame(
    responsesOf('/answers/plain', 'get')['4XX'],
    { $ref: '#/components/responses/Problem' },
    'an operation that is never refused by its schema says what a refusal looks like',
  );

  const remove = responsesOf('/answers/{id}', 'delete');
  t.strictSame(remove[204], { description: 'No Content' });
  t.strictSame(
    Object.keys((remove[422] as { content: object }).content),
    ['application/json', 'application/problem+json'],
    'a declared status keeps its own body',
  );
});

t.test('documents each route in the envelope it answers in', async (t) => {
  const Taken = HttpError.define({ status: 409, code: 'taken', title: 'Taken', schema: Type.Object({ by: Type.String() }) });
  const controller = (prefix: string, errors: 'problem' | 'fastapi') => {
    @Controller(prefix, { errors, name: errors })
    class EnvelopeController {
      @Get('/:id', { response: Type.Integer(), throws: [Taken] })
      read(@Path('id', Type.Integer()) id: number) {
        return id;
      }
    }
    return EnvelopeController;
  };
  const document = await documentOf(t, [controller('/new', 'problem'), controller('/old', 'fastapi')]);
  const contentOf = (path: string, status: string) => {
    const answer = (document.paths[path]?.['get'] as { responses: Record<string, { $ref?: string; content?: object }> }).responses[status];
    const named = answer?.$ref?.split('/').at(-1);
    return Object.keys((named === undefined ? answer?.content : document.components?.responses?.[named]?.content) ?? {});
  };
  for (const status of ['409', '422']) {
    t.strictSame(contentOf('/new/{id}', status), ['application/problem+json']);
    t.strictSame(contentOf('/old/{id}', status), ['application/json']);
  }
});

t.test("documents FastAPI's bodies in its envelope", async (t) => {
  const document = await documentOf(t, [AnswersController], { errors: 'fastapi' });
  const responsesOf = (path: string, method: string) => (document.paths[path]?.[method] as { responses: ResponsesObject }).responses;
  t.strictSame(responsesOf('/answers/{id}', 'get')[422], {
    description: 'Validation Error',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/HTTPValidationError' } } },
  });
  t.strictSame(Object.keys(responsesOf('/answers/plain', 'get')), ['200']);
  t.strictSame(Object.keys(responsesOf('/answers', 'post')), ['201', '401', '404', '422']);
  t.strictSame(
    (responsesOf('/answers/{id}', 'delete')[422] as { content: object }).content,
    { 'application/json': { schema: { $ref: '#/components/schemas/Job' } } },
    'a declared 422 replaces ours',
  );
  t.match(schemasOf(document)['OutOfStock'], { allOf: [{ $ref: '#/components/schemas/HTTPError' }, { $ref: '#/components/schemas/OutOfStockData' }] });
});

t.test('documents responses without a schema by their media types, headers and statuses', async (t) => {
  @Controller('/kinds')
  class KindsController {
    @Get('/text', { response: Text, responses: { 303: Redirect } })
    text(): string {
      return '';
    }

    @Get('/html', { response: Html })
    html(): string {
      return '';
    }

    @Get('/bytes', { response: Bytes('image/png') })
    bytes(): Uint8Array {
      return new Uint8Array();
    }

    @Get('/file', { response: FileDownload, responseHeaders: { 'X-Pages': { schema: Type.Integer() } } })
    file(): { content: Uint8Array } {
      return { content: new Uint8Array() };
    }

    @Get('/pdf', { response: FileDownload('application/pdf') })
    pdf(): { content: Uint8Array } {
      return { content: new Uint8Array() };
    }

    @Get('/redirect', { responses: { 307: Redirect, 308: Redirect } })
    redirect(): Reply<307, string> {
      return reply(307, '/');
    }

    @Delete('/empty', { response: Empty })
    empty(): void {}
  }
  const document = await documentOf(t, [KindsController]);
  const responsesOf = (path: string, method = 'get') => (document.paths[`/kinds/${path}`]?.[method] as { responses: ResponsesObject }).responses;
  const location = { description: 'Where to go', required: true, schema: { type: 'string', format: 'uri-reference' } };
  const disposition = { description: 'Whether to save the file, and under which name', schema: { type: 'string' } };

  t.strictSame(responsesOf('text')[200], { description: 'Successful response', content: { 'text/plain': { schema: { type: 'string' } } } });
  t.strictSame(responsesOf('text')[303], { description: 'See Other', headers: { Location: location } });
  t.strictSame(responsesOf('html')[200], { description: 'Successful response', content: { 'text/html': { schema: { type: 'string' } } } });
  t.strictSame(responsesOf('bytes')[200], { description: 'Successful response', content: { 'image/png': {} } });
  t.strictSame(responsesOf('file')[200], {
    description: 'Successful response',
    headers: { 'Content-Disposition': disposition, 'X-Pages': { schema: { type: 'integer' } } },
    content: { '*/*': {} },
  });
  t.match(responsesOf('pdf')[200], { content: { 'application/pdf': {} } });
  t.strictSame(Object.keys(responsesOf('redirect')).slice(0, 2), ['307', '308'], 'and no 200 that nobody declared');
  t.strictSame(responsesOf('redirect')[308], { description: 'Permanent Redirect', headers: { Location: location } });
  t.strictSame(responsesOf('empty', 'delete')[204], { description: 'No Content' });
});

t.test('documents the cookies that dependencies set, with every answer that a handler gives or throws and that says nothing of it', async (t) => {
  const theme = extendDependency(
    dependency({}, () => 'dark'),
    { cookie: 'theme' },
  );
  const cart = extendDependency(
    dependency({ theme }, () => 1),
    { cookie: 'cart' },
  );
  const own = { 'set-cookie': { schema: Type.String(), description: 'Mine.' } };
  const Own = HttpError.define({ status: 410, code: 'own', title: 'Own', headers: own });

  @Controller('/')
  class CookiesController {
    @Get('/one/:id', { response: Item, responses: { 409: Item }, throws: [NotFound, Own], security: [security.bearer()] })
    one(@Depends(theme) _theme: string, @Path('id', Type.Integer()) _id: number) {
      return { id: 1 };
    }

    @Get('/other', { response: Item, throws: [NotFound] })
    other(@Depends(theme) _theme: string) {
      return { id: 1 };
    }

    @Get('/none', { response: Item, throws: [NotFound] })
    none() {
      return { id: 1 };
    }

    @Get('/both', { response: Item, throws: [NotFound] })
    both(@Depends(cart) _cart: number) {
      return { id: 1 };
    }

    @Get('/own', { response: Item, responseHeaders: own })
    own(@Depends(theme) _theme: string) {
      return { id: 1 };
    }
  }
  const { paths, components } = await documentOf(t, [CookiesController]);
  const answersOf = (path: string) => (paths[path]?.['get'] as { responses: Record<string, { $ref?: string; headers?: object }> }).responses;
  const shared = components?.responses as Record<string, { headers?: object }>;
  const headersOf = (path: string, status: string) => {
    const { $ref, headers } = answersOf(path)[status] ?? {};
    return $ref === undefined ? headers : shared[$ref.slice('#/components/responses/'.length)]?.headers;
  };
  const ofTheme = { 'Set-Cookie': { description: "The cookie 'theme', where it has changed.", schema: { type: 'string' } } };
  for (const status of ['200', '409', '404']) t.strictSame(headersOf('/one/{id}', status), ofTheme, status);
  t.strictSame(headersOf('/one/{id}', '410'), { 'set-cookie': { description: 'Mine.', schema: { type: 'string' } } });
  t.strictSame(Object.keys(headersOf('/one/{id}', '401') ?? {}), ['WWW-Authenticate'], 'refused before the handler');
  t.equal(headersOf('/one/{id}', '422'), undefined);
  t.equal(headersOf('/none', '404'), undefined);
  t.match(headersOf('/both', '404'), { 'Set-Cookie': { description: /'theme', 'cart'/ } });
  t.equal(answersOf('/one/{id}')['404']?.$ref, answersOf('/other')['404']?.$ref, 'one component for all of the same cookies');
  t.strictSame(Object.keys(shared).filter((name) => name.includes('NotFound')).length, 3);
  t.match(headersOf('/both', '200'), {
    'Set-Cookie': { description: "Of the cookies 'theme', 'cart' those that have changed, each in a line of its own." },
  });
  t.strictSame(headersOf('/own', '200'), { 'set-cookie': { description: 'Mine.', schema: { type: 'string' } } });
});
