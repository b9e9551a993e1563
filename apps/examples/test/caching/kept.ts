import t from 'tap';

// The application reads it when it is loaded, and shall stand for itself here.
delete process.env['REDIS_URL'];
const { app, work } = await import('#src/caching/kept.js');

t.teardown(() => app.close());

t.test('asks the bank once, until the rate is changed', async (t) => {
  const read = async () => app.inject('/rates/EUR');
  t.strictSame(
    [(await read()).json(), (await read()).json()],
    [1, 2].map(() => ({ currency: 'EUR', rate: 1.1 })),
  );
  const { headers } = await read();
  t.equal(headers['cache-control'], 'public, max-age=10');
  t.match(headers.age, /^\d$/);
  t.strictSame(work, ['bank EUR']);
  await app.inject({ method: 'PUT', url: '/rates/EUR', headers: { 'content-type': 'application/json' }, payload: '1.2' });
  t.strictSame((await read()).json(), { currency: 'EUR', rate: 1.2 });
});
