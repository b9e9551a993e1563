import t from 'tap';
import { Controller, Cookie, Get, Header, Model, Query, Type } from '#src/index.js';
import { detail, exchange, issue, missing } from '../../fixtures/exchanges.js';
import { nullable } from '../../fixtures/parity/nullable.js';

class Cookies extends Model({ session_id: Type.String(), fatebook_tracker: nullable(Type.String()), googall_tracker: nullable(Type.String()) }) {}
class StrictCookies extends Model(Cookies.properties, { additionalProperties: false }) {}
class Filter extends Model({
  limit: Type.Integer({ exclusiveMinimum: 0, maximum: 100, default: 100 }),
  order_by: Type.Union([Type.Literal('created_at'), Type.Literal('updated_at')], { default: 'created_at' }),
  tags: Type.Array(Type.String(), { default: [] }),
  q: Type.String(),
}) {}
class CommonHeaders extends Model({
  save_data: Type.Boolean(),
  if_modified_since: nullable(Type.String()),
  'x-tag': Type.Array(Type.String(), { default: [] }),
}) {}

class StrictHeaders extends Model({ save_data: Type.Boolean() }, { additionalProperties: false }) {}

@Controller('')
class ModelsController {
  @Get('/cookies')
  cookies(@Cookie(Cookies) cookies: Cookies): unknown {
    return cookies;
  }

  @Get('/strict-cookies')
  strictCookies(@Cookie(StrictCookies) cookies: StrictCookies): unknown {
    return cookies;
  }

  @Get('/filter')
  filter(@Query(Filter) filter: Filter): unknown {
    return filter;
  }

  @Get('/strict-headers')
  strictHeaders(@Header(StrictHeaders) headers: StrictHeaders): unknown {
    return headers;
  }

  @Get('/headers')
  headers(@Header(CommonHeaders) headers: CommonHeaders): unknown {
    return headers;
  }
}

exchange(t, 'models of query, header and cookie parameters', { controllers: [ModelsController] }, [
  {
    ask: 'GET /cookies',
    headers: { cookie: 'session_id=123; fatebook_tracker=456; other=1' },
    gives: { session_id: '123', fatebook_tracker: '456', googall_tracker: null },
  },
  { ask: 'GET /cookies', ...detail(missing(['cookie', 'session_id'], {})) },
  { ask: 'GET /strict-cookies', headers: { cookie: 'session_id=123' }, gives: { session_id: '123', fatebook_tracker: null, googall_tracker: null } },
  {
    ask: 'GET /strict-cookies',
    headers: { cookie: 'session_id=123; extra=track-me-here-too' },
    ...detail(issue('extra_forbidden', ['cookie', 'extra'], 'Extra inputs are not permitted', 'track-me-here-too')),
  },
  { ask: 'GET /filter?q=x&limit=5&tags=a&tags=b', gives: { limit: 5, order_by: 'created_at', tags: ['a', 'b'], q: 'x' } },
  {
    ask: 'GET /filter?limit=150&order_by=invalid&other=1',
    ...detail(
      issue('less_than_equal', ['query', 'limit'], 'Input should be less than or equal to 100', '150', { le: 100 }),
      issue('literal_error', ['query', 'order_by'], "Input should be 'created_at' or 'updated_at'", 'invalid', { expected: "'created_at' or 'updated_at'" }),
      missing(['query', 'q'], { limit: '150', order_by: 'invalid', other: '1', tags: [] }),
    ),
  },
  {
    ask: 'GET /headers',
    headers: { 'save-data': 'true', 'if-modified-since': 'yesterday', 'x-tag': ['one', 'two'] },
    gives: { save_data: true, if_modified_since: 'yesterday', 'x-tag': ['one', 'two'] },
  },
  { ask: 'GET /headers', ...detail(missing(['header', 'save_data'], { 'x-tag': [] })) },
  { ask: 'GET /strict-headers', headers: { 'save-data': 'on' }, gives: { save_data: true } },
  {
    ask: 'GET /strict-headers',
    headers: { 'save-data': 'on', tool: 'plumbus' },
    ...detail(issue('extra_forbidden', ['header', 'tool'], 'Extra inputs are not permitted', 'plumbus')),
  },
  {
    ask: 'GET /headers',
    headers: { 'save-data': 'maybe' },
    ...detail(issue('bool_parsing', ['header', 'save_data'], 'Input should be a valid boolean, unable to interpret input', 'maybe')),
  },
]);
