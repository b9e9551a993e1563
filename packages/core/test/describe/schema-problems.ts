import t from 'tap';
import { describeRoutes } from '#src/describe/describe-routes.js';
import { findSchemaTableProblems } from '#src/describe/schema-problems.js';
import { ProblemList } from '#src/errors.js';
import { Body, Controller, Get, HttpError, Post, Query, Type } from '#src/index.js';

const Wrong = Type.String({ pattern: '(' });
const Failure = HttpError.define({ status: 409, code: 'failed', title: 'Failed', schema: Type.Object({ why: Type.String({ pattern: '[' }) }) });

@Controller('/')
class WrongController {
  @Get('/', { response: Type.Object({ at: Type.String({ pattern: ')' }) }), throws: [Failure] })
  read(@Query('a', Wrong) a: string): { at: string } {
    return { at: a };
  }

  @Get('/again')
  again(@Query('a', Wrong) _a: string): void {
    return;
  }
}

t.test('checks the schemas of inputs, responses and errors once each, and names their places', async (t) => {
  const problems = new ProblemList();
  findSchemaTableProblems(describeRoutes({ controllers: [WrongController] }).routes, problems);
  t.strictSame(
    problems.problems.map(({ place }) => place),
    [
      'WrongController.read, parameter 0, pattern',
      'WrongController.read, response 200, properties.at.pattern',
      "WrongController.read, error 'failed', properties.why.pattern",
    ],
  );
});

t.test('what is read-only may be required where it is answered, not where it is read', async (t) => {
  const Item = Type.Object({ id: Type.Integer({ readOnly: true }) });
  const Broken = Type.Object({ id: null as never, other: Type.Integer({ readOnly: true }) });

  @Controller('/items')
  class Items {
    @Get('/', { response: Item })
    read(): { id: number } {
      return { id: 1 };
    }

    @Post('/', { response: Item })
    create(@Body(Item) item: { id: number }): { id: number } {
      return item;
    }

    @Post('/again')
    again(@Body(Item) _item: { id: number }): void {}

    @Post('/broken')
    broken(@Body(Broken) _item: unknown): void {}
  }
  const problems = new ProblemList();
  findSchemaTableProblems(describeRoutes({ controllers: [Items] }).routes, problems);
  t.strictSame(
    problems.problems.map(({ place }) => place),
    ['Items.create, parameter 0, properties.id', 'Items.broken, parameter 0, properties.id'],
  );
});
