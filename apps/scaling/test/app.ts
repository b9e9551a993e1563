import t from 'tap';

// The application reads it when it is loaded, and shall stand for itself here.
delete process.env['REDIS_URL'];
const { app } = await import('#src/app.js');

t.teardown(() => app.close());

t.test('is one application that needs nobody', async (t) => {
  await app.ready();
  t.equal((await app.inject('/readyz')).statusCode, 200);
  t.match((await app.inject('/openapi.json')).json(), { paths: { '/slow': {}, '/instance': {}, '/reports/{year}': {} } });
  t.match((await app.inject('/asyncapi.json')).json(), { channels: {} });
});
