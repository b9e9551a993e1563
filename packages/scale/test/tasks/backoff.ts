import t from 'tap';
import { backoffOf, findBackoffProblem } from '#src/tasks/backoff.js';

t.test('grows, up to a limit, and is spread', (t) => {
  const none = () => 0;
  t.strictSame(
    [1, 2, 3].map((attempt) => backoffOf(undefined, attempt, none)),
    [1_000, 2_000, 4_000],
  );
  t.strictSame(
    [1, 2, 3].map((attempt) => backoffOf('5s', attempt)),
    [5_000, 5_000, 5_000],
  );
  t.strictSame(
    [1, 2, 9].map((attempt) => backoffOf({ delay: 100, factor: 3, max: 1_000, jitter: 0 }, attempt)),
    [100, 300, 1_000],
  );
  t.equal(
    backoffOf({ delay: 100, jitter: 0.5 }, 1, () => 1),
    50,
  );
  t.end();
});

t.test('says what is none', (t) => {
  const wrong = ['soon', -1, null, { factor: 0.5 }, { jitter: 2 }, { delay: 'x' }, { other: 1 }];
  t.strictSame(
    wrong.map((each) => typeof findBackoffProblem(each)),
    wrong.map(() => 'string'),
  );
  t.strictSame([0, '5s', {}, { delay: '1s', max: '1h' }].map(findBackoffProblem), [undefined, undefined, undefined, undefined]);
  t.end();
});
