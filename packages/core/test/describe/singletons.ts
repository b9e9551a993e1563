import t from 'tap';
import { describeSingletons } from '#src/describe/singletons.js';
import { ProblemList } from '#src/errors.js';
import { Depends, Header, Type, dependency } from '#src/index.js';

const pool = dependency({}, () => 'pool', { name: 'pool', lifetime: 'singleton' });
const current = dependency({ token: Header('x-token', Type.String()) }, ({ token }) => token, { name: 'current' });
class Store {
  constructor(@Depends(pool) readonly pool: string) {}
}
class Service {
  constructor(
    @Depends(Store) readonly store: Store,
    @Depends(pool) readonly pool: string,
  ) {}
}
class Careless {
  constructor(@Depends(current) readonly token: string) {}
}
class Above {
  constructor(@Depends(Careless) readonly careless: Careless) {}
}

t.test('orders values that live as long as the application after what they need, each once', async (t) => {
  const problems = new ProblemList();
  t.strictSame(
    describeSingletons([], [Service, Store], new Map(), problems).map(({ name, inputs }) => [name, inputs]),
    [
      ['pool', []],
      ['Store', [['0', pool]]],
      [
        'Service',
        [
          ['0', Store],
          ['1', pool],
        ],
      ],
    ],
  );
  t.strictSame(problems.problems, []);
});

t.test('follows overrides', async (t) => {
  const other = dependency({}, () => 'other', { name: 'other', lifetime: 'singleton' });
  const names = describeSingletons([], [Store], new Map([[pool, other]]), new ProblemList()).map(({ name }) => name);
  t.strictSame(names, ['other', 'Store']);
});

t.test('draws the way to what needs something of a request', async (t) => {
  const problems = new ProblemList();
  describeSingletons([], [Above], new Map(), problems);
  t.match(problems.problems, [
    { code: 'TYPHOON_ERR_DEP_LIFETIME', place: 'Above', message: /parameter 0 → current lives as long as a request.*\nAbove\n {2}Careless$/s },
  ]);
});
