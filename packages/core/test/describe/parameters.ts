import t from 'tap';
import { describeConstructorParameters, describeMethodParameters } from '#src/describe/parameters.js';
import { ProblemList } from '#src/errors.js';
import { Depends, Get, Path, Query, Type, dependency } from '#src/index.js';

const one = dependency({}, () => 1);
const two = dependency({}, () => 2);

class Handlers {
  @Get('/')
  fine(@Query('a', Type.String()) _a: string, @Depends(one) _b: number): void {
    return;
  }

  @Get('/x')
  gap(_a: string, @Query('b', Type.String()) _b: string): void {
    return;
  }

  @Get('/y')
  both(@Path('a', Type.String()) @Query('a', Type.String()) _a: string): void {
    return;
  }
}

class Store {
  constructor(@Depends(one) readonly value: number) {}
}
class Derived extends Store {}
class Replaced extends Store {
  constructor(@Depends(two) other: number) {
    super(other);
  }
}
class Bare extends Store {
  constructor(readonly a: number) {
    super(a);
  }
}

t.test('orders the sources of a method by position', async (t) => {
  const problems = new ProblemList();
  t.match(describeMethodParameters(Handlers.prototype, 'fine', { place: 'Handlers.fine', given: [] }, problems), [
    { in: 'query', name: 'a' },
    { in: 'dependency', dependency: one },
  ]);
  t.strictSame(problems.problems, []);
});

t.test('notes a parameter with no source, and one with two', async (t) => {
  const problems = new ProblemList();
  for (const key of ['gap', 'both']) describeMethodParameters(Handlers.prototype, key, { place: key, given: [] }, problems);
  t.strictSame(
    problems.problems.map(({ code, message }) => [code, message.split('.')[0]]),
    [
      ['TYPHOON_ERR_PARAM_SOURCE', 'gap: parameter 0 names no source'],
      ['TYPHOON_ERR_PARAM_SOURCE', "both: parameter 0 names two sources, 'path' and 'query'"],
    ],
  );
});

t.test('takes the parameters of the nearest constructor', async (t) => {
  const problems = new ProblemList();
  t.match(describeConstructorParameters(Derived, 'Derived', problems), [{ dependency: one }]);
  t.match(describeConstructorParameters(Replaced, 'Replaced', problems), [{ dependency: two }]);
  t.strictSame(problems.problems, []);
  describeConstructorParameters(Bare, 'Bare', problems);
  t.match(problems.problems, [{ code: 'TYPHOON_ERR_DEP_MISSING', place: 'Bare' }]);
});
