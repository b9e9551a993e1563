import t from 'tap';
import { describeRoutes } from '#src/describe/describe-routes.js';
import { Body, Controller, Depends, File, Form, Get, Path, Post, Query, Route, Type, fastifyRequest, mount } from '#src/index.js';
import type { FastifyRequest } from 'fastify';

@Controller('/wrong')
class WrongController {
  @Route('get', '/lower')
  lower(): void {
    return;
  }

  @Post('/mixed')
  mixed(@Body('a', Type.String()) _a: string, @Form('b', Type.String()) _b: string): void {
    return;
  }

  @Post('/unnamed')
  unnamed(@Body('a', Type.String()) _a: string, @Body(Type.Object({})) _b: object): void {
    return;
  }

  @Get('/whole')
  whole(@Query(Type.String()) _q: string): void {
    return;
  }

  @Get('/file')
  file(@File('f') _file: unknown): void {
    return;
  }
}

@Controller('/:tenant')
class FineController {
  @Get('/raw/:id')
  raw(@Depends(fastifyRequest) _request: FastifyRequest): void {
    return;
  }

  @Get('/whole/:id')
  whole(@Path(Type.Object({ id: Type.String() })) _path: { id: string }): void {
    return;
  }

  @Get('/files/*')
  files(): void {
    return;
  }

  @Get('/versioned', { fastify: { constraints: { version: '1.0.0' } } })
  one(): void {
    return;
  }

  @Get('/versioned', { fastify: { constraints: { version: '2.0.0' } } })
  two(): void {
    return;
  }
}

@Controller('/same')
class SameController {
  @Get('/:id?')
  maybe(@Path('id', Type.Optional(Type.String())) _id?: string): void {
    return;
  }

  @Get('/')
  list(): void {
    return;
  }
}

t.test('finds what contradicts itself within a route', async (t) => {
  t.strictSame(
    describeRoutes({ controllers: [WrongController] }).problems.map(({ code, message }) => `${code} ${message}`),
    [
      "TYPHOON_ERR_ROUTE_INVALID WrongController.lower: the method 'get' is not written as HTTP has it. Use upper case letters: 'GET'.",
      'TYPHOON_ERR_PARAM_INVALID WrongController.mixed: @Body() and @Form() or @File() are read together, but a request has one body. Use @Form() for the fields beside files.',
      "TYPHOON_ERR_PARAM_INVALID WrongController.unnamed: several @Body() are read, but not each has a name. Write @Body('name', …) for each: they become members of one object.",
      "TYPHOON_ERR_PARAM_INVALID WrongController.whole, parameter 0: @Query() without a name stands for the whole part and expects an object schema. Add the name: @Query('name', …).",
      'TYPHOON_ERR_PARAM_INVALID WrongController.file, parameter 0: GET requests have no body, but @File() reads it. Use another method, or read from the query.',
    ],
  );
});

t.test('lets pass what only looks like it', async (t) => {
  t.strictSame(describeRoutes({ controllers: [FineController] }).problems, []);
});

t.test('finds two spellings of one address, and shows both', async (t) => {
  @Controller('/all')
  class SlashController {
    @Get('/')
    without(): void {}

    @Get('/x/:id')
    byId(@Path('id', Type.String()) _id: string): void {}
  }
  @Controller('/all/')
  class OtherController {
    @Get('//')
    with(): void {}

    @Get('/x/:name')
    byName(@Path('name', Type.String()) _name: string): void {}
  }
  const messages = (router: object) => describeRoutes({ controllers: [SlashController, OtherController], router }).problems.map(({ message }) => message);
  const byName =
    'OtherController.byName: GET /all/x/:name is declared by SlashController.byId, as /all/x/:id, and OtherController.byName. Change one method or path.';
  t.strictSame(messages({ ignoreTrailingSlash: true, ignoreDuplicateSlashes: true }), [
    'OtherController.with: GET /all// is declared by SlashController.without, as /all, and OtherController.with. Change one method or path.',
    byName,
  ]);
  t.strictSame(messages({}), [byName]);
});

t.test('finds routes that answer the same requests', async (t) => {
  t.match(describeRoutes({ controllers: [SameController] }).problems, [{ code: 'TYPHOON_ERR_ROUTE_DUPLICATE', place: 'SameController.list' }]);
  const twice = describeRoutes({ controllers: [mount('/a', [SameController]), mount('/b', [SameController])] }).problems;
  t.ok(twice.some(({ code }) => code === 'TYPHOON_ERR_ROUTE_OPERATION_ID'));
});
