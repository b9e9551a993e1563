import t from 'tap';
import { Controller, Get, Query, Type } from '#src/index.js';
import { findExampleProblems } from '#src/describe/example-problems.js';
import { ProblemList } from '#src/errors.js';
import { describeRoute } from '../fixtures/describe-route.js';

const Page = Type.Integer({ minimum: 1 });

@Controller('/items')
class ItemsController {
  @Get('/', { response: Type.Integer(), examples: { few: { value: 3 }, many: { value: 'many' }, elsewhere: { summary: 'None here', value: undefined } } })
  list(@Query('page', Page, { example: 0 }) page: number, @Query('size', Page, { example: '5' }) size: number) {
    return page * size;
  }
}

t.test('compares examples with the schemas beside them, each once', async (t) => {
  const problems = new ProblemList();
  const route = describeRoute(ItemsController, 'list');
  findExampleProblems([route, route], problems);
  t.strictSame(
    problems.problems.map(({ place }) => place),
    ["ItemsController.list, parameter 0, option 'example'", "ItemsController.list, response 200, example 'many'"],
  );
});
