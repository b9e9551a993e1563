import t from 'tap';
import { formatPolicy, formatStates, toSeconds } from '#src/rate-limit/rate-limit-headers.js';

const RATES = [
  { name: '10/s', limit: 10, window: 1_000 },
  { name: 'log"in 1000/h', limit: 1_000, window: 3_600_000 },
];

t.test('writes lists of structured fields', async (t) => {
  t.equal(formatPolicy(RATES), String.raw`"10/s";q=10;w=1, "log\"in 1000/h";q=1000;w=3600`);
  const states = [
    { remaining: 9, reset: 1_016, wait: 0 },
    { remaining: 0, reset: 100, wait: 100 },
  ];
  t.equal(formatStates(RATES, states), String.raw`"10/s";r=9;t=2, "log\"in 1000/h";r=0;t=1`);
});

t.test('rounds up: whoever waits so long has waited long enough', async (t) => {
  t.strictSame([0, 1, 1_000, 1_001].map(toSeconds), [1, 1, 1, 2]);
});
