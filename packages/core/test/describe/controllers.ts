import t from 'tap';
import { placeControllers, placeRoutes } from '#src/describe/controllers.js';
import { ProblemList } from '#src/errors.js';
import { Controller, Get, Path, Type, mount } from '#src/index.js';

class Base {
  @Get('/')
  list(): void {
    return;
  }

  @Get('/:id')
  read(@Path('id', Type.String()) _id: string): void {
    return;
  }
}

@Controller('/items', { tags: ['items'] })
class ItemsController extends Base {
  @Get('/:id/more')
  override read(@Path('id', Type.String()) _id: string): void {
    return;
  }
}

@Controller('wrong')
class WrongController {}

const nowhere = { prefix: '', levels: [], groups: [] };

t.test('places controllers under the prefixes, options and names around them', async (t) => {
  const problems = new ProblemList();
  const groups = [mount('/v1', [mount('/', [ItemsController], { name: 'inner' })], { deprecated: true })];
  t.match(placeControllers(groups, { ...nowhere, prefix: '/api' }, problems), [
    { target: ItemsController, prefix: '/api/v1/items', levels: [{ deprecated: true }, { name: 'inner' }, { tags: ['items'] }], groups: ['inner'] },
  ]);
  t.strictSame(problems.problems, []);
});

t.test('goes on after a mistake, so that all of them are found', async (t) => {
  const problems = new ProblemList();
  const placed = placeControllers([Base, null as never, WrongController, mount('/x', undefined as never), ItemsController], nowhere, problems);
  t.strictSame(
    placed.map(({ target, prefix }) => [target, prefix]),
    [
      [WrongController, ''],
      [ItemsController, '/items'],
    ],
  );
  t.strictSame(
    problems.problems.map(({ code, place }) => [code, place]),
    [
      ['TYPHOON_ERR_CONTROLLER_INVALID', 'Base'],
      ['TYPHOON_ERR_CONTROLLER_INVALID', 'controllers[1]'],
      ['TYPHOON_ERR_PATH_INVALID', 'WrongController'],
      ['TYPHOON_ERR_CONTROLLER_INVALID', "mount('/x')"],
    ],
  );
});

t.test('lists inherited routes first, and a route that is decorated again in its new form only', async (t) => {
  const problems = new ProblemList();
  t.strictSame(
    placeRoutes(ItemsController, problems).map(({ record, owner }) => [record.path, owner.constructor]),
    [
      ['/', Base],
      ['/:id/more', ItemsController],
    ],
  );
  t.strictSame(problems.problems, []);
});
