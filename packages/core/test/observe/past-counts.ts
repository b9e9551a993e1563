import t from 'tap';
import { isAddedUp, joinPastCounts } from '#src/observe/past-counts.js';

const record = (name: string, values: readonly (readonly [labels: object, value: number, metricName?: string])[], type = 'counter', aggregator = 'sum') => ({
  name,
  type,
  aggregator,
  values: values.map(([labels, value, metricName]) => ({ labels, value, ...(metricName !== undefined && { metricName }) })),
});

t.test('adds up what processes that are gone have counted, series by series', (t) => {
  const first = [
    record('requests_total', [
      [{ route: '/a', method: 'GET' }, 3],
      [{ route: '/b', method: 'GET' }, 4],
    ]),
    record(
      'seconds',
      [
        [{ le: 1 }, 2, 'seconds_bucket'],
        [{}, 2, 'seconds_count'],
      ],
      'histogram',
    ),
    record('memory', [[{}, 100]], 'gauge'),
    record('queue_total', [[{}, 9]], 'counter', 'max'),
  ];
  const second = [
    record('requests_total', [
      [{ method: 'GET', route: '/a' }, 10],
      [{ route: '/c', method: 'GET' }, 1],
    ]),
    record(
      'seconds',
      [
        [{ le: 1 }, 5, 'seconds_bucket'],
        [{}, 6, 'seconds_count'],
      ],
      'histogram',
    ),
    record('new_total', [[{}, 1]]),
  ];
  t.strictSame(joinPastCounts(joinPastCounts([], first), second), [
    record('requests_total', [
      [{ method: 'GET', route: '/a' }, 13],
      [{ route: '/b', method: 'GET' }, 4],
      [{ route: '/c', method: 'GET' }, 1],
    ]),
    record(
      'seconds',
      [
        [{ le: 1 }, 7, 'seconds_bucket'],
        [{}, 8, 'seconds_count'],
      ],
      'histogram',
    ),
    record('new_total', [[{}, 1]]),
  ]);
  t.end();
});

t.test('what is of the moment, and what is the same for all, is not added up', (t) => {
  t.strictSame(
    [isAddedUp({ type: 'counter', aggregator: 'sum' }), isAddedUp({ type: 'gauge', aggregator: 'sum' }), isAddedUp({ type: 'counter', aggregator: 'max' })],
    [true, false, false],
  );
  t.end();
});
