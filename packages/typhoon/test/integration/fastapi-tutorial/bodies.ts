import t from 'tap';
import { Body, Controller, Delete, Model, Patch, Path, Post, Put, Query, Type } from '#src/index.js';
import { detail, exchange, issue, missing } from '../../fixtures/exchanges.js';
import { nullable } from '../../fixtures/parity/nullable.js';

class Item extends Model({ name: Type.String(), description: nullable(Type.String()), price: Type.Number(), tax: nullable(Type.Number()) }) {}
class User extends Model({ username: Type.String(), full_name: nullable(Type.String()) }) {}
class BaseItem extends Model({ description: Type.String(), type: Type.String() }) {}
class PlaneItem extends Model({ ...BaseItem.properties, size: Type.Integer() }) {}
class Cat extends Model({ kind: Type.Literal('cat'), lives: Type.Integer() }) {}
class Dog extends Model({ kind: Type.Literal('dog'), tricks: Type.Array(Type.String()) }) {}
class Point extends Model({ x: Type.Number(), y: Type.Number() }) {}
class Person extends Model({ name: Type.String(), age: Type.Number({ exclusiveMinimum: 0 }) }) {}
class Stored extends Model({
  name: nullable(Type.String()),
  price: nullable(Type.Number()),
  tax: Type.Number({ default: 10.5 }),
  tags: Type.Array(Type.String(), { default: [] }),
}) {}
const Changes = Type.Partial(Type.Object({ name: Type.String(), price: Type.Number(), tax: Type.Number(), tags: Type.Array(Type.String()) }));

@Controller('')
class BodyController {
  @Put('/multiple/:item_id')
  multiple(
    @Path('item_id', Type.Integer({ minimum: 0, maximum: 1000 })) item_id: number,
    @Body('item', Item) item: Item,
    @Body('user', User) user: User,
    @Body('importance', Type.Integer({ exclusiveMinimum: 0 })) importance: number,
    @Query('q', nullable(Type.String())) q: string | null,
  ): unknown {
    return { item_id, item, user, importance, ...(q === null ? {} : { q }) };
  }

  @Put('/optional')
  optional(@Body(Type.Optional(Type.Union([Item.schema, Type.Null()]))) item: Item | null | undefined): unknown {
    return { item: item ?? null };
  }

  @Put('/union')
  union(@Body(Type.Union([PlaneItem.schema, BaseItem.schema])) item: PlaneItem | BaseItem): unknown {
    return item;
  }

  @Post('/tagged')
  tagged(@Body(Type.Union([Cat.schema, Dog.schema])) pet: Cat | Dog): unknown {
    return pet;
  }

  @Post('/tuples')
  tuples(@Body('items', Type.Array(Type.Tuple([Type.String(), Type.String()]))) items: [string, string][]): unknown {
    return items;
  }

  @Post('/points')
  points(@Body(Type.Tuple([Point.schema, Point.schema])) points: [Point, Point]): unknown {
    return points;
  }

  @Post('/people')
  people(@Body(Type.Array(Person.schema)) people: Person[]): unknown {
    return people;
  }

  @Post('/scalars')
  scalars(
    @Body('flag', Type.Boolean()) flag: boolean,
    @Body('text', Type.String()) text: string,
    @Body('map', Type.Record(Type.String(), Type.Integer())) map: Record<string, number>,
  ): unknown {
    return { flag, text, map };
  }

  @Post('/single')
  single(@Body(Type.Integer()) number: number): unknown {
    return number;
  }

  @Put('/update')
  update(@Body(Stored) item: Stored): unknown {
    return item;
  }

  @Patch('/update')
  patch(@Body(Changes) changes: typeof Changes.static): unknown {
    return { name: 'Bar', price: 62, tax: 20.2, ...changes };
  }

  @Delete('/with-body')
  remove(@Body(Item) item: Item): unknown {
    return item;
  }

  @Post('/forbid')
  forbid(@Body(Type.Object({ name: Type.String() }, { additionalProperties: false })) item: { name: string }): unknown {
    return item;
  }
}

const FOO = { name: 'Foo', price: 50.5 };
const FULL_FOO = { name: 'Foo', description: null, price: 50.5, tax: null };
const DAVE = { username: 'Dave' };
const FULL_DAVE = { username: 'Dave', full_name: null };

exchange(t, 'bodies', { controllers: [BodyController] }, [
  { ask: 'PUT /multiple/5?q=x', json: { importance: 2, item: FOO, user: DAVE }, gives: { item_id: 5, importance: 2, item: FULL_FOO, user: FULL_DAVE, q: 'x' } },
  ...[{}, []].map((json) => ({
    ask: 'PUT /multiple/5',
    json,
    ...detail(missing(['body', 'item']), missing(['body', 'user']), missing(['body', 'importance'])),
  })),
  { ask: 'PUT /multiple/5', ...detail(missing(['body', 'item']), missing(['body', 'user']), missing(['body', 'importance'])) },
  {
    ask: 'PUT /multiple/foo',
    json: { item: { name: 'x' }, user: DAVE, importance: 0 },
    ...detail(
      issue('int_parsing', ['path', 'item_id'], 'Input should be a valid integer, unable to parse string as an integer', 'foo'),
      missing(['body', 'item', 'price'], { name: 'x' }),
      issue('greater_than', ['body', 'importance'], 'Input should be greater than 0', 0, { gt: 0 }),
    ),
  },
  { ask: 'PUT /optional', json: FOO, gives: { item: FULL_FOO } },
  { ask: 'PUT /optional', gives: { item: null } },
  { ask: 'PUT /union', json: { description: 'x', type: 'plane', size: 5 }, gives: { description: 'x', type: 'plane', size: 5 } },
  { ask: 'PUT /union', json: { description: 'x', type: 'car' }, gives: { description: 'x', type: 'car' } },
  {
    ask: 'PUT /union',
    json: { type: 'car' },
    ...detail(
      missing(['body', 'PlaneItem', 'description'], { type: 'car' }),
      missing(['body', 'PlaneItem', 'size'], { type: 'car' }),
      missing(['body', 'BaseItem', 'description'], { type: 'car' }),
    ),
  },
  { ask: 'POST /tagged', json: { kind: 'dog', tricks: ['sit'] }, gives: { kind: 'dog', tricks: ['sit'] } },
  { ask: 'POST /tagged', json: { kind: 'cat' }, ...detail(missing(['body', 'cat', 'lives'], { kind: 'cat' })) },
  {
    ask: 'POST /tagged',
    json: { kind: 'cow' },
    ...detail(
      issue(
        'union_tag_invalid',
        ['body'],
        "Input tag 'cow' found using 'kind' does not match any of the expected tags: 'cat', 'dog'",
        { kind: 'cow' },
        {
          discriminator: "'kind'",
          tag: 'cow',
          expected_tags: "'cat', 'dog'",
        },
      ),
    ),
  },
  {
    ask: 'POST /tagged',
    json: {},
    ...detail(issue('union_tag_not_found', ['body'], "Unable to extract tag using discriminator 'kind'", {}, { discriminator: "'kind'" })),
  },
  {
    ask: 'POST /tuples',
    json: {
      items: [
        ['foo', 'bar'],
        ['baz', 'whatelse'],
      ],
    },
    gives: [
      ['foo', 'bar'],
      ['baz', 'whatelse'],
    ],
  },
  {
    ask: 'POST /tuples',
    json: {
      items: [
        ['foo', 'bar'],
        ['baz', 'too', 'many'],
      ],
    },
    ...detail(
      issue('too_long', ['body', 'items', 1], 'Tuple should have at most 2 items after validation, not 3', ['baz', 'too', 'many'], {
        field_type: 'Tuple',
        max_length: 2,
        actual_length: 3,
      }),
    ),
  },
  { ask: 'POST /tuples', json: { items: [['foo']] }, ...detail(missing(['body', 'items', 0, 1], ['foo'])) },
  { ask: 'POST /points', json: [{ x: 1, y: 2 }], ...detail(missing(['body', 1], [{ x: 1, y: 2 }])) },
  { ask: 'POST /points', json: { x: 1 }, ...detail(issue('tuple_type', ['body'], 'Input should be a valid tuple', { x: 1 })) },
  { ask: 'POST /people', json: [{ name: 'Foo', age: 5 }], gives: [{ name: 'Foo', age: 5 }] },
  {
    ask: 'POST /people',
    json: [
      { name: 'Foo', age: -1 },
      { name: 5, age: 'six' },
    ],
    ...detail(
      issue('greater_than', ['body', 0, 'age'], 'Input should be greater than 0', -1, { gt: 0 }),
      issue('string_type', ['body', 1, 'name'], 'Input should be a valid string', 5),
      issue('float_parsing', ['body', 1, 'age'], 'Input should be a valid number, unable to parse string as a number', 'six'),
    ),
  },
  { ask: 'POST /people', json: 'x', ...detail(issue('list_type', ['body'], 'Input should be a valid list', 'x')) },
  {
    ask: 'POST /scalars',
    json: { flag: 'maybe', text: null, map: { a: 1.5, b: null, c: 'x' } },
    ...detail(
      issue('bool_parsing', ['body', 'flag'], 'Input should be a valid boolean, unable to interpret input', 'maybe'),
      missing(['body', 'text']),
      issue('int_from_float', ['body', 'map', 'a'], 'Input should be a valid integer, got a number with a fractional part', 1.5),
      issue('int_type', ['body', 'map', 'b'], 'Input should be a valid integer', null),
      issue('int_parsing', ['body', 'map', 'c'], 'Input should be a valid integer, unable to parse string as an integer', 'x'),
    ),
  },
  {
    ask: 'POST /scalars',
    json: { flag: 3, text: [], map: [] },
    ...detail(
      issue('bool_parsing', ['body', 'flag'], 'Input should be a valid boolean, unable to interpret input', 3),
      issue('string_type', ['body', 'text'], 'Input should be a valid string', []),
      issue('dict_type', ['body', 'map'], 'Input should be a valid dictionary', []),
    ),
  },
  { ask: 'POST /single', json: 5, gives: 5 },
  { ask: 'POST /single', json: null, ...detail(missing(['body'])) },
  { ask: 'POST /single', ...detail(missing(['body'])) },
  { ask: 'PUT /update', json: { name: 'Barz', price: 3 }, gives: { name: 'Barz', price: 3, tax: 10.5, tags: [] } },
  { ask: 'PATCH /update', json: { price: 3 }, gives: { name: 'Bar', price: 3, tax: 20.2 } },
  { ask: 'DELETE /with-body', json: FOO, gives: FULL_FOO },
  { ask: 'POST /forbid', json: { name: 'a', tool: 'x' }, ...detail(issue('extra_forbidden', ['body', 'tool'], 'Extra inputs are not permitted', 'x')) },
  { ask: 'POST /people', json: null, ...detail(missing(['body'])) },
  { ask: 'POST /people', body: '', headers: { 'content-type': 'application/json' }, ...detail(missing(['body'])) },
  {
    ask: 'POST /people',
    body: '[1,',
    headers: { 'content-type': 'application/json' },
    status: 422,
    gives: { detail: [issue('json_invalid', ['body', 3], 'JSON decode error', {}, { error: 'Expecting value' })] },
  },
  {
    ask: 'POST /people',
    body: '{"a": 1 "b"}',
    headers: { 'content-type': 'application/json' },
    status: 422,
    gives: { detail: [issue('json_invalid', ['body', 8], 'JSON decode error', {}, { error: "Expecting ',' delimiter" })] },
  },
  {
    ask: 'POST /people',
    body: '{"a" 1}',
    headers: { 'content-type': 'application/json' },
    status: 422,
    gives: { detail: [issue('json_invalid', ['body', 5], 'JSON decode error', {}, { error: "Expecting ':' delimiter" })] },
  },
  {
    ask: 'POST /people',
    body: '[] x',
    headers: { 'content-type': 'application/json' },
    status: 422,
    gives: { detail: [issue('json_invalid', ['body', 3], 'JSON decode error', {}, { error: 'Extra data' })] },
  },
  {
    ask: 'POST /people',
    body: '"abc',
    headers: { 'content-type': 'application/json' },
    status: 422,
    gives: { detail: [issue('json_invalid', ['body', 0], 'JSON decode error', {}, { error: 'Unterminated string starting at' })] },
  },
]);
