import t from 'tap';
import { app } from '#src/data-types/values.js';
import { isShown, isShownJson } from '../fixtures/shown.js';

t.teardown(() => app.close());

const sent = {
  at: '2030-01-02T03:04:05+01:00',
  day: '2030-01-02',
  wait: 'PT90S',
  home: 'https://example.com',
  tags: ['a', 'a'],
  prices: { pen: 1.5 },
  views: '9007199254740993',
  key: 'AQID',
  id: '9f3f6a0e-6c1b-4c6e-9a52-5b0f6d1f8a11',
};

t.test('reads and writes what JSON lacks', async (t) => {
  isShownJson(t, 'data-types/request', sent);
  isShown(t, 'data-types/answer', await app.inject({ method: 'POST', url: '/values', payload: sent }));
});

t.test('refuses what is no such value', async (t) => {
  const answer = await app.inject({ method: 'POST', url: '/values', payload: { ...sent, at: '2030-02-30T00:00:00Z', home: 'example', views: '1.5', id: '7' } });
  t.strictSame(
    answer.json().errors.map((issue: { loc: unknown[] }) => issue.loc[1]),
    ['at', 'home', 'views', 'id'],
  );
});
