import t from 'tap';
import { describeRoutes } from '#src/describe/describe-routes.js';
import { findSchemaTableProblems } from '#src/describe/schema-problems.js';
import { ProblemList } from '#src/errors.js';
import { Controller, Get, HttpError, Query, Type } from '#src/index.js';

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
