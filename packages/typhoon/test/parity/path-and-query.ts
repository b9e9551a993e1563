import t from 'tap';
import { Controller, Get, Model, Path, Query, Type, named } from '#src/index.js';
import type { Static } from '#src/index.js';
import { nullable } from '../fixtures/parity/nullable.js';
import { replay } from '../fixtures/parity/recording.js';

// — tests/test_path.py, tests/test_query.py, tests/test_application.py —

@Controller('')
class RootController {
  @Get('/api_route')
  apiRoute(): { message: string } {
    return { message: 'Hello World' };
  }

  @Get('/non_decorated_route')
  nonDecorated(): { message: string } {
    return { message: 'Hello World' };
  }

  @Get('/text')
  text(): string {
    return 'Hello World';
  }

  @Get('/enum-status-code', { status: 201 })
  enumStatus(): string {
    return 'foo bar';
  }
}

@Controller('/path')
class PathController {
  @Get('/:item_id')
  id(@Path('item_id', Type.Unknown()) id: unknown): unknown {
    return id;
  }

  @Get('/str/:item_id')
  str(@Path('item_id', Type.String()) id: string): string {
    return id;
  }

  @Get('/int/:item_id')
  int(@Path('item_id', Type.Integer()) id: number): number {
    return id;
  }

  @Get('/float/:item_id')
  float(@Path('item_id', Type.Number()) id: number): number {
    return id;
  }

  @Get('/bool/:item_id')
  bool(@Path('item_id', Type.Boolean()) id: boolean): boolean {
    return id;
  }

  @Get('/param/:item_id')
  param(@Path('item_id', Type.Union([Type.String(), Type.Null()])) id: string | null): string | null {
    return id;
  }

  @Get('/param-minlength/:item_id')
  minLength(@Path('item_id', Type.String({ minLength: 3 })) id: string): string {
    return id;
  }

  @Get('/param-maxlength/:item_id')
  maxLength(@Path('item_id', Type.String({ maxLength: 3 })) id: string): string {
    return id;
  }

  @Get('/param-min_maxlength/:item_id')
  lengths(@Path('item_id', Type.String({ minLength: 2, maxLength: 3 })) id: string): string {
    return id;
  }

  @Get('/param-gt/:item_id')
  gt(@Path('item_id', Type.Number({ exclusiveMinimum: 3 })) id: number): number {
    return id;
  }

  @Get('/param-gt0/:item_id')
  gt0(@Path('item_id', Type.Number({ exclusiveMinimum: 0 })) id: number): number {
    return id;
  }

  @Get('/param-ge/:item_id')
  ge(@Path('item_id', Type.Number({ minimum: 3 })) id: number): number {
    return id;
  }

  @Get('/param-lt/:item_id')
  lt(@Path('item_id', Type.Number({ exclusiveMaximum: 3 })) id: number): number {
    return id;
  }

  @Get('/param-lt0/:item_id')
  lt0(@Path('item_id', Type.Number({ exclusiveMaximum: 0 })) id: number): number {
    return id;
  }

  @Get('/param-le/:item_id')
  le(@Path('item_id', Type.Number({ maximum: 3 })) id: number): number {
    return id;
  }

  @Get('/param-lt-gt/:item_id')
  ltGt(@Path('item_id', Type.Number({ exclusiveMinimum: 1, exclusiveMaximum: 3 })) id: number): number {
    return id;
  }

  @Get('/param-le-ge/:item_id')
  leGe(@Path('item_id', Type.Number({ minimum: 1, maximum: 3 })) id: number): number {
    return id;
  }

  @Get('/param-lt-int/:item_id')
  ltInt(@Path('item_id', Type.Integer({ exclusiveMaximum: 3 })) id: number): number {
    return id;
  }

  @Get('/param-gt-int/:item_id')
  gtInt(@Path('item_id', Type.Integer({ exclusiveMinimum: 3 })) id: number): number {
    return id;
  }

  @Get('/param-le-int/:item_id')
  leInt(@Path('item_id', Type.Integer({ maximum: 3 })) id: number): number {
    return id;
  }

  @Get('/param-ge-int/:item_id')
  geInt(@Path('item_id', Type.Integer({ minimum: 3 })) id: number): number {
    return id;
  }

  @Get('/param-lt-gt-int/:item_id')
  ltGtInt(@Path('item_id', Type.Integer({ exclusiveMinimum: 1, exclusiveMaximum: 3 })) id: number): number {
    return id;
  }

  @Get('/param-le-ge-int/:item_id')
  leGeInt(@Path('item_id', Type.Integer({ minimum: 1, maximum: 3 })) id: number): number {
    return id;
  }
}

@Controller('/query')
class QueryController {
  @Get('/')
  required(@Query('query', Type.Unknown()) query: unknown): string {
    return `foo bar ${String(query)}`;
  }

  @Get('/optional')
  optional(@Query('query', nullable(Type.Unknown())) query: unknown): string {
    return query === null ? 'foo bar' : `foo bar ${query as string}`;
  }

  @Get('/int')
  int(@Query('query', Type.Integer()) query: number): string {
    return `foo bar ${query}`;
  }

  @Get('/int/optional')
  intOptional(@Query('query', nullable(Type.Integer())) query: number | null): string {
    return query === null ? 'foo bar' : `foo bar ${query}`;
  }

  @Get('/int/default')
  intDefault(@Query('query', Type.Integer({ default: 10 })) query: number): string {
    return `foo bar ${query}`;
  }

  @Get('/param')
  param(@Query('query', Type.Optional(Type.Unknown())) query: unknown): string {
    return query === undefined ? 'foo bar' : `foo bar ${query as string}`;
  }

  @Get('/param-required')
  paramRequired(@Query('query', Type.Unknown()) query: unknown): string {
    return `foo bar ${String(query)}`;
  }

  @Get('/param-required/int')
  paramRequiredInt(@Query('query', Type.Integer()) query: number): string {
    return `foo bar ${query}`;
  }

  @Get('/frozenset')
  frozenset(@Query('query', Type.Set(Type.Integer())) query: Set<number>): string {
    return [...query].sort().join(',');
  }

  @Get('/list')
  list(@Query('device_ids', Type.Array(Type.Integer())) ids: number[]): number[] {
    return ids;
  }

  @Get('/list-default')
  listDefault(@Query('device_ids', Type.Array(Type.Integer(), { default: [] })) ids: number[]): number[] {
    return ids;
  }
}

const MAIN = {
  controllers: [RootController, PathController, QueryController],
  docs: { documents: [{ oauth2Redirect: '/docs/oauth2-redirect' }] },
};
replay(t, 'application', MAIN);
replay(t, 'path', MAIN);
replay(t, 'query', MAIN);

// — path parameters —

@Controller('/items')
class AnyItemController {
  @Get('/:item_id')
  read(@Path('item_id', Type.Unknown()) id: unknown): { item_id: unknown } {
    return { item_id: id };
  }
}
replay(t, 'tutorial-path_params-tutorial001', { controllers: [AnyItemController] });

@Controller('/items')
class IntegerItemController {
  @Get('/:item_id')
  read(@Path('item_id', Type.Integer()) id: number): { item_id: number } {
    return { item_id: id };
  }
}
replay(t, 'tutorial-path_params-tutorial002', { controllers: [IntegerItemController] });

@Controller('/users')
class UserController {
  @Get('/me')
  me(): { user_id: string } {
    return { user_id: 'the current user' };
  }

  @Get('/:user_id')
  read(@Path('user_id', Type.String()) id: string): { user_id: string } {
    return { user_id: id };
  }
}
replay(t, 'tutorial-path_params-tutorial003', { controllers: [UserController] });

@Controller('/users')
class UserNamesController {
  @Get('/')
  list(): string[] {
    return ['Rick', 'Morty'];
  }
}
replay(t, 'tutorial-path_params-tutorial003b', { controllers: [UserNamesController] });

@Controller('/files')
class FilePathController {
  @Get('/*file_path')
  read(@Path('file_path', Type.String()) path: string): { file_path: string } {
    return { file_path: path };
  }
}
replay(t, 'tutorial-path_params-tutorial004', { controllers: [FilePathController] });

enum ModelName {
  alexnet = 'alexnet',
  resnet = 'resnet',
  lenet = 'lenet',
}

@Controller('/models')
class ModelNameController {
  @Get('/:model_name')
  read(@Path('model_name', named('ModelName', Type.Enum(ModelName))) name: ModelName): { model_name: ModelName; message: string } {
    if (name === ModelName.alexnet) return { model_name: name, message: 'Deep Learning FTW!' };
    return { model_name: name, message: name === ModelName.lenet ? 'LeCNN all the images' : 'Have some residuals' };
  }
}
replay(t, 'tutorial-path_params-tutorial005', { controllers: [ModelNameController] });

// — numeric validations —

interface ItemAnswer {
  readonly item_id: number;
  readonly q?: string;
  readonly size?: number;
}

function answer(item_id: number, q: string | null): ItemAnswer {
  return q === null || q === '' ? { item_id } : { item_id, q };
}

@Controller('/items')
class AliasedQueryController {
  @Get('/:item_id')
  read(
    @Path('item_id', Type.Integer({ title: 'The ID of the item to get' })) id: number,
    @Query('q', nullable(Type.String()), { alias: 'item-query' }) q: string | null,
  ): ItemAnswer {
    return answer(id, q);
  }
}
replay(t, 'tutorial-path_params_numeric_validations-tutorial001', { controllers: [AliasedQueryController] });

@Controller('/items')
class RequiredQueryController {
  @Get('/:item_id')
  read(@Query('q', Type.String()) q: string, @Path('item_id', Type.Integer()) id: number): ItemAnswer {
    return answer(id, q);
  }
}
replay(t, 'tutorial-path_params_numeric_validations-tutorial002_tutorial003', { controllers: [RequiredQueryController] });

@Controller('/items')
class AtLeastOneController {
  @Get('/:item_id')
  read(@Path('item_id', Type.Integer({ minimum: 1 })) id: number, @Query('q', Type.String()) q: string): ItemAnswer {
    return answer(id, q);
  }
}
replay(t, 'tutorial-path_params_numeric_validations-tutorial004', { controllers: [AtLeastOneController] });

@Controller('/items')
class RangeController {
  @Get('/:item_id')
  read(@Path('item_id', Type.Integer({ exclusiveMinimum: 0, maximum: 1000 })) id: number, @Query('q', Type.String()) q: string): ItemAnswer {
    return answer(id, q);
  }
}
replay(t, 'tutorial-path_params_numeric_validations-tutorial005', { controllers: [RangeController] });

@Controller('/items')
class SizeController {
  @Get('/:item_id')
  read(
    @Path('item_id', Type.Integer({ minimum: 0, maximum: 1000 })) id: number,
    @Query('q', Type.String()) q: string,
    @Query('size', Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 10.5 })) size: number,
  ): ItemAnswer {
    return { ...answer(id, q), ...(size === 0 ? {} : { size }) };
  }
}
replay(t, 'tutorial-path_params_numeric_validations-tutorial006', { controllers: [SizeController] });

// — query parameters —

const FAKE_ITEMS = [{ item_name: 'Foo' }, { item_name: 'Bar' }, { item_name: 'Baz' }];
const DESCRIPTION = 'This is an amazing item that has a long description';

@Controller('/items')
class PagedController {
  @Get('/')
  list(@Query('skip', Type.Integer({ default: 0 })) skip: number, @Query('limit', Type.Integer({ default: 10 })) limit: number): unknown[] {
    return FAKE_ITEMS.slice(skip, skip + limit);
  }
}
replay(t, 'tutorial-query_params-tutorial001', { controllers: [PagedController] });

@Controller('/items')
class OptionalQueryController {
  @Get('/:item_id')
  read(@Path('item_id', Type.String()) item_id: string, @Query('q', nullable(Type.String())) q: string | null): unknown {
    return q === null ? { item_id } : { item_id, q };
  }
}
replay(t, 'tutorial-query_params-tutorial002', { controllers: [OptionalQueryController] });

@Controller('/items')
class ShortController {
  @Get('/:item_id')
  read(
    @Path('item_id', Type.String()) item_id: string,
    @Query('q', nullable(Type.String())) q: string | null,
    @Query('short', Type.Boolean({ default: false })) short: boolean,
  ): unknown {
    return { item_id, ...(q === null ? {} : { q }), ...(short ? {} : { description: DESCRIPTION }) };
  }
}
replay(t, 'tutorial-query_params-tutorial003', { controllers: [ShortController] });

@Controller('/users/:user_id/items')
class OwnedController {
  @Get('/:item_id')
  read(
    @Path('user_id', Type.Integer()) owner_id: number,
    @Path('item_id', Type.String()) item_id: string,
    @Query('q', nullable(Type.String())) q: string | null,
    @Query('short', Type.Boolean({ default: false })) short: boolean,
  ): unknown {
    return { item_id, owner_id, ...(q === null ? {} : { q }), ...(short ? {} : { description: DESCRIPTION }) };
  }
}
replay(t, 'tutorial-query_params-tutorial004', { controllers: [OwnedController] });

@Controller('/items')
class NeedyController {
  @Get('/:item_id')
  read(@Path('item_id', Type.String()) item_id: string, @Query('needy', Type.String()) needy: string): unknown {
    return { item_id, needy };
  }
}
replay(t, 'tutorial-query_params-tutorial005', { controllers: [NeedyController] });

@Controller('/items')
class MixedController {
  @Get('/:item_id')
  read(
    @Path('item_id', Type.String()) item_id: string,
    @Query('needy', Type.String()) needy: string,
    @Query('skip', Type.Integer({ default: 0 })) skip: number,
    @Query('limit', nullable(Type.Integer())) limit: number | null,
  ): unknown {
    return { item_id, needy, skip, limit };
  }
}
replay(t, 'tutorial-query_params-tutorial006', { controllers: [MixedController] });

// — models of parameters —

const FILTER = {
  limit: Type.Integer({ exclusiveMinimum: 0, maximum: 100, default: 100 }),
  offset: Type.Integer({ minimum: 0, default: 0 }),
  order_by: Type.Union([Type.Literal('created_at'), Type.Literal('updated_at')], { default: 'created_at' }),
  tags: Type.Array(Type.String(), { default: [] }),
};

class FilterParams extends Model(FILTER) {}

@Controller('/items')
class FilteredController {
  @Get('/')
  list(@Query(FilterParams) filter: FilterParams): Static<typeof FilterParams.schema> {
    return filter;
  }
}
replay(t, 'tutorial-query_param_models-tutorial001', { controllers: [FilteredController] });

class StrictFilterParams extends Model(FILTER, { additionalProperties: false }) {}

@Controller('/items')
class StrictlyFilteredController {
  @Get('/')
  list(@Query(StrictFilterParams) filter: StrictFilterParams): StrictFilterParams {
    return filter;
  }
}
replay(t, 'tutorial-query_param_models-tutorial002', { controllers: [StrictlyFilteredController] });
