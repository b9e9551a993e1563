import t from 'tap';
import { Controller, Get, Path, Query, Type, named } from '#src/index.js';
import { detail, exchange, issue, missing } from '../../fixtures/exchanges.js';
import { nullable } from '../../fixtures/parity/nullable.js';

const Isbn = Type.Transform(Type.String())
  .Decode((text) => {
    if (!/^(?:isbn|imdb)-/.test(text)) throw new Error('Invalid ID format, it must start with "isbn-" or "imdb-"');
    return text;
  })
  .Encode((text) => text);

enum Size {
  small = 'S',
  large = 'L',
}
enum Level {
  low = 1,
  high = 3,
}

@Controller('/query')
class QueryController {
  @Get('/lengths')
  lengths(@Query('q', nullable(Type.String({ minLength: 3, maxLength: 5 }))) q: string | null): unknown {
    return q;
  }

  @Get('/pattern')
  pattern(@Query('q', nullable(Type.String({ pattern: '^fixedquery$' })), { alias: 'item-query', deprecated: true }) q: string | null): unknown {
    return { q };
  }

  @Get('/list')
  list(@Query('q', nullable(Type.Array(Type.String()))) q: string[] | null): unknown {
    return { q };
  }

  @Get('/list-default')
  listDefault(@Query('q', Type.Array(Type.String(), { default: ['foo', 'bar'] })) q: string[]): unknown {
    return { q };
  }

  @Get('/list-limits')
  listLimits(@Query('q', Type.Array(Type.Integer(), { minItems: 2, maxItems: 3 })) q: number[]): unknown {
    return q;
  }

  @Get('/required-nullable')
  requiredNullable(@Query('q', Type.Union([Type.String(), Type.Null()])) q: string | null): unknown {
    return q;
  }

  @Get('/custom')
  custom(@Query('id', Isbn) id: string): unknown {
    return id;
  }

  @Get('/hidden')
  hidden(@Query('hidden_query', nullable(Type.String()), { hidden: true }) hidden: string | null): unknown {
    return { hidden_query: hidden ?? 'Not found' };
  }

  @Get('/enum')
  enum(@Query('size', named('Size', Type.Enum(Size))) size: Size, @Query('level', Type.Optional(named('Level', Type.Enum(Level)))) level?: Level): unknown {
    return { size, level };
  }

  @Get('/literal')
  literal(@Query('unit', Type.Union([Type.Literal('kg'), Type.Literal('lb'), Type.Literal('st')])) unit: 'kg' | 'lb' | 'st'): unknown {
    return unit;
  }

  @Get('/one-literal')
  oneLiteral(@Query('unit', Type.Literal('kg')) unit: 'kg'): unknown {
    return unit;
  }

  @Get('/union')
  union(@Query('q', Type.Union([Type.Integer(), Type.Boolean()])) q: number | boolean): unknown {
    return q;
  }

  @Get('/multiple')
  multiple(@Query('q', Type.Number({ multipleOf: 0.5 })) q: number): unknown {
    return q;
  }

  @Get('/set')
  set(@Query('q', Type.Set(Type.Integer())) q: Set<number>): unknown {
    return [...q];
  }

  @Get('/tuple')
  tuple(@Query('q', Type.Tuple([Type.Integer(), Type.String()])) q: [number, string]): unknown {
    return q;
  }

  @Get('/items/:id/:on')
  path(@Path('id', Type.Integer({ exclusiveMinimum: 0 })) id: number, @Path('on', Type.Boolean()) on: boolean, @Query('n', Type.Number()) n: number): unknown {
    return { id, on, n };
  }

  @Get('/files/*rest')
  wildcard(@Path('rest', Type.String({ maxLength: 10 })) rest: string): unknown {
    return rest;
  }
}

const TOO_BIG = '9'.repeat(5000);

exchange(t, 'query and path parameters', { controllers: [QueryController] }, [
  { ask: 'GET /query/lengths', gives: null },
  { ask: 'GET /query/lengths?q=ab', ...detail(issue('string_too_short', ['query', 'q'], 'String should have at least 3 characters', 'ab', { min_length: 3 })) },
  {
    ask: 'GET /query/lengths?q=abcdef',
    ...detail(issue('string_too_long', ['query', 'q'], 'String should have at most 5 characters', 'abcdef', { max_length: 5 })),
  },
  { ask: 'GET /query/lengths?q=', ...detail(issue('string_too_short', ['query', 'q'], 'String should have at least 3 characters', '', { min_length: 3 })) },
  { ask: 'GET /query/pattern', gives: { q: null } },
  { ask: 'GET /query/pattern?item-query=fixedquery', gives: { q: 'fixedquery' } },
  { ask: 'GET /query/pattern?q=other', gives: { q: null } },
  {
    ask: 'GET /query/pattern?item-query=nonregexquery',
    ...detail(
      issue('string_pattern_mismatch', ['query', 'item-query'], "String should match pattern '^fixedquery$'", 'nonregexquery', { pattern: '^fixedquery$' }),
    ),
  },
  { ask: 'GET /query/list?q=foo&q=bar', gives: { q: ['foo', 'bar'] } },
  { ask: 'GET /query/list?q=foo', gives: { q: ['foo'] } },
  { ask: 'GET /query/list', gives: { q: null } },
  { ask: 'GET /query/list-default', gives: { q: ['foo', 'bar'] } },
  { ask: 'GET /query/list-default?q=baz&q=foobar', gives: { q: ['baz', 'foobar'] } },
  {
    ask: 'GET /query/list-limits?q=1',
    ...detail(
      issue('too_short', ['query', 'q'], 'List should have at least 2 items after validation, not 1', ['1'], {
        field_type: 'List',
        min_length: 2,
        actual_length: 1,
      }),
    ),
  },
  {
    ask: 'GET /query/list-limits?q=1&q=2&q=3&q=4',
    ...detail(
      issue('too_long', ['query', 'q'], 'List should have at most 3 items after validation, not 4', ['1', '2', '3', '4'], {
        field_type: 'List',
        max_length: 3,
        actual_length: 4,
      }),
    ),
  },
  {
    ask: 'GET /query/list-limits?q=1&q=x&q=2.5',
    ...detail(
      issue('int_parsing', ['query', 'q', 1], 'Input should be a valid integer, unable to parse string as an integer', 'x'),
      issue('int_parsing', ['query', 'q', 2], 'Input should be a valid integer, unable to parse string as an integer', '2.5'),
    ),
  },
  { ask: 'GET /query/required-nullable', ...detail(missing(['query', 'q'])) },
  { ask: 'GET /query/required-nullable?q=', gives: '' },
  { ask: 'GET /query/custom?id=isbn-1', gives: 'isbn-1' },
  {
    ask: 'GET /query/custom?id=wrong',
    ...detail(issue('value_error', ['query', 'id'], 'Value error, Invalid ID format, it must start with "isbn-" or "imdb-"', 'wrong', { error: {} })),
  },
  { ask: 'GET /query/hidden', gives: { hidden_query: 'Not found' } },
  { ask: 'GET /query/hidden?hidden_query=somevalue', gives: { hidden_query: 'somevalue' } },
  { ask: 'GET /query/enum?size=S&level=3', gives: { size: 'S', level: 3 } },
  {
    ask: 'GET /query/enum?size=M&level=2',
    ...detail(
      issue('enum', ['query', 'size'], "Input should be 'S' or 'L'", 'M', { expected: "'S' or 'L'" }),
      issue('enum', ['query', 'level'], 'Input should be 1 or 3', '2', { expected: '1 or 3' }),
    ),
  },
  {
    ask: 'GET /query/literal?unit=g',
    ...detail(issue('literal_error', ['query', 'unit'], "Input should be 'kg', 'lb' or 'st'", 'g', { expected: "'kg', 'lb' or 'st'" })),
  },
  { ask: 'GET /query/one-literal?unit=g', ...detail(issue('literal_error', ['query', 'unit'], "Input should be 'kg'", 'g', { expected: "'kg'" })) },
  {
    ask: 'GET /query/union?q=x',
    ...detail(
      issue('int_parsing', ['query', 'q', 'int'], 'Input should be a valid integer, unable to parse string as an integer', 'x'),
      issue('bool_parsing', ['query', 'q', 'bool'], 'Input should be a valid boolean, unable to interpret input', 'x'),
    ),
  },
  { ask: 'GET /query/union?q=12', gives: 12 },
  { ask: 'GET /query/union?q=true', gives: true },
  { ask: 'GET /query/multiple?q=1.5', gives: 1.5 },
  { ask: 'GET /query/multiple?q=1.2', ...detail(issue('multiple_of', ['query', 'q'], 'Input should be a multiple of 0.5', '1.2', { multiple_of: 0.5 })) },
  { ask: 'GET /query/set?q=1&q=2&q=1', gives: [1, 2] },
  { ask: 'GET /query/tuple?q=1&q=a', gives: [1, 'a'] },
  { ask: 'GET /query/tuple?q=1', ...detail(missing(['query', 'q', 1], ['1'])) },
  {
    ask: 'GET /query/tuple?q=1&q=a&q=b',
    ...detail(
      issue('too_long', ['query', 'q'], 'Tuple should have at most 2 items after validation, not 3', ['1', 'a', 'b'], {
        field_type: 'Tuple',
        max_length: 2,
        actual_length: 3,
      }),
    ),
  },
  { ask: 'GET /query/items/5/on?n=1e3', gives: { id: 5, on: true, n: 1000 } },
  {
    ask: 'GET /query/items/0/maybe',
    ...detail(
      issue('greater_than', ['path', 'id'], 'Input should be greater than 0', '0', { gt: 0 }),
      issue('bool_parsing', ['path', 'on'], 'Input should be a valid boolean, unable to interpret input', 'maybe'),
      missing(['query', 'n']),
    ),
  },
  { ask: `GET /query/items/1/1?n=1&n=2`, gives: { id: 1, on: true, n: 2 } },
  {
    ask: 'GET /query/union?q=',
    ...detail(
      issue('int_parsing', ['query', 'q', 'int'], 'Input should be a valid integer, unable to parse string as an integer', ''),
      issue('bool_parsing', ['query', 'q', 'bool'], 'Input should be a valid boolean, unable to interpret input', ''),
    ),
  },
  {
    ask: `GET /query/list-limits?q=1&q=${TOO_BIG}`,
    ...detail(issue('int_parsing_size', ['query', 'q', 1], 'Unable to parse input string as an integer, exceeded maximum size', TOO_BIG)),
  },
  { ask: 'GET /query/files/a/b.txt', gives: 'a/b.txt' },
  { ask: 'GET /query/files//a//b/', gives: '/a//b/' },
  {
    ask: 'GET /query/files/a/long/name',
    ...detail(issue('string_too_long', ['path', 'rest'], 'String should have at most 10 characters', 'a/long/name', { max_length: 10 })),
  },
]);
