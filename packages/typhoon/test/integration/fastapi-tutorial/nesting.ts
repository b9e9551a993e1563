import t from 'tap';
import { Body, Controller, Depends, Get, Model, Path, Post, Query, Type, security } from '#src/index.js';
import { detail, exchange, issue, missing } from '../../fixtures/exchanges.js';
import { nullable } from '../../fixtures/parity/nullable.js';

class Node extends Model(Type.Recursive((This) => Type.Object({ name: Type.String(), children: Type.Array(This, { default: [] }) }))) {}
class Hero extends Model({ name: Type.String(), age: nullable(Type.Integer()), secret: Type.Optional(Type.String()) }) {}

@Controller('')
class NestingController {
  @Post('/node')
  node(@Body(Node) node: Node): unknown {
    return node;
  }

  @Post('/uuid/:id')
  uuid(@Path('id', Type.String({ format: 'uuid' })) id: string): unknown {
    return id;
  }

  @Post('/default')
  def(@Body('n', Type.Integer({ default: 5 })) n: number): unknown {
    return n;
  }

  @Post('/nested')
  nested(
    @Body(Type.Object({ a: Type.Union([Type.Integer(), Type.Array(Type.String())]), b: Type.Record(Type.String(), Hero.schema), c: nullable(Hero.schema) }))
    x: unknown,
  ): unknown {
    return x;
  }

  @Get('/oidc')
  oidc(@Depends(security.openIdConnect('/openid')) token: string): unknown {
    return token;
  }

  @Get('/q')
  q(
    @Query('i', Type.Optional(Type.Integer({ minimum: 1, maximum: 10 }))) i: number | undefined,
    @Query('f', nullable(Type.Number())) f: number | null,
  ): unknown {
    return { i, f };
  }

  @Post('/int')
  int(
    @Body('n', Type.Integer()) n: number,
    @Body('s', Type.String({ minLength: 1 })) s: string,
    @Body('l', Type.Array(Type.Integer(), { minItems: 1, uniqueItems: true })) l: number[],
  ): unknown {
    return { n, s, l };
  }
}

exchange(t, 'recursion, nesting and limits', { controllers: [NestingController] }, [
  { ask: 'POST /node', json: { name: 'a', children: [{ name: 'b' }] }, gives: { name: 'a', children: [{ name: 'b', children: [] }] } },
  { ask: 'POST /node', json: { name: 'a', children: [{ name: 'b', children: [{}] }] }, ...detail(missing(['body', 'children', 0, 'children', 0, 'name'], {})) },
  // On purpose: RFC 9562 has the hyphens; FastAPI takes an id without.
  {
    ask: 'POST /uuid/ff97dd87a4a54a12b412cde99f33e00e',
    ...detail(
      issue('uuid_parsing', ['path', 'id'], 'Input should be a valid UUID, invalid group count: expected 5, found 1', 'ff97dd87a4a54a12b412cde99f33e00e', {
        error: 'invalid group count: expected 5, found 1',
      }),
    ),
  },
  { ask: 'POST /default', json: {}, gives: 5 },
  { ask: 'POST /default', gives: 5 },
  {
    ask: 'POST /nested',
    json: { a: {}, b: { x: {} }, c: {} },
    ...detail(
      issue('int_type', ['body', 'a', 'int'], 'Input should be a valid integer', {}),
      issue('list_type', ['body', 'a', 'list[str]'], 'Input should be a valid list', {}),
      missing(['body', 'b', 'x', 'name'], {}),
      missing(['body', 'c', 'name'], {}),
    ),
  },
  { ask: 'GET /oidc', headers: { authorization: 'Bearer x' }, gives: 'x' },
  {
    ask: 'GET /q?i=0&f=x',
    ...detail(
      issue('greater_than_equal', ['query', 'i'], 'Input should be greater than or equal to 1', '0', { ge: 1 }),
      issue('float_parsing', ['query', 'f'], 'Input should be a valid number, unable to parse string as a number', 'x'),
    ),
  },
  {
    ask: 'GET /q?i=&f=',
    ...detail(
      issue('int_parsing', ['query', 'i'], 'Input should be a valid integer, unable to parse string as an integer', ''),
      issue('float_parsing', ['query', 'f'], 'Input should be a valid number, unable to parse string as a number', ''),
    ),
  },
  { ask: 'GET /q?i=%2B5&f=-.5', gives: { i: 5, f: -0.5 } },
  {
    ask: 'POST /int',
    json: { n: true, s: '', l: [] },
    ...detail(
      issue('int_type', ['body', 'n'], 'Input should be a valid integer', true),
      issue('string_too_short', ['body', 's'], 'String should have at least 1 character', '', { min_length: 1 }),
      issue('too_short', ['body', 'l'], 'List should have at least 1 item after validation, not 0', [], {
        field_type: 'List',
        min_length: 1,
        actual_length: 0,
      }),
    ),
  },
  {
    ask: 'POST /int',
    json: { n: 1.5, s: ['x'], l: {} },
    ...detail(
      issue('int_from_float', ['body', 'n'], 'Input should be a valid integer, got a number with a fractional part', 1.5),
      issue('string_type', ['body', 's'], 'Input should be a valid string', ['x']),
      issue('list_type', ['body', 'l'], 'Input should be a valid list', {}),
    ),
  },
]);
