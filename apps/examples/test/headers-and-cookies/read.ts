import t from 'tap';
import { app } from '#src/headers-and-cookies/read.js';

t.teardown(() => app.close());

t.test('reads headers in any case, and cookies', async (t) => {
  t.strictSame((await app.inject('/visits')).json(), { language: 'en', hops: [], attempt: 1, visits: 0 });
  const answer = await app.inject({ url: '/visits', headers: { 'Accept-Language': 'de', 'X-Hops': '1,2', 'X-Attempt': '2' }, cookies: { visits: '3' } });
  t.strictSame(answer.json(), { language: 'de', hops: [1, 2], attempt: 2, visits: 3 });
});

t.test('says which header or cookie is wrong', async (t) => {
  const answer = await app.inject({ url: '/visits', headers: { 'x-request-id': 'me' }, cookies: { visits: 'many' } });
  t.strictSame(
    answer.json().errors.map((issue: { loc: unknown[] }) => issue.loc),
    [
      ['header', 'x-request-id'],
      ['cookie', 'visits'],
    ],
  );
});
