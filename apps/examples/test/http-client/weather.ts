import t from 'tap';
import { weather } from '#src/http-client/weather.js';
import { isShownText } from '../fixtures/shown.js';
// #region mock
import { createInMemoryClient, mockHttp } from '@typhoon/testing';
import { createWeatherApp } from '#src/http-client/weather.js';

const app = createWeatherApp();
const upstream = mockHttp(app);
const client = await createInMemoryClient(app);
t.teardown(() => client.close());

t.test('passes the forecast on', async (t) => {
  const forecast = { city: 'Oslo', at: '2026-05-01T12:00:00.000Z', celsius: [9, 11] };
  upstream.on('GET', 'https://api.weather.example/v2/cities/Oslo/forecast', { query: { days: '2' } }).reply({ body: forecast });
  const answer = await client.get('/forecasts/Oslo', { query: { days: 2 } });
  t.strictSame([answer.status, answer.json()], [200, forecast]);
  t.equal(upstream.calls[0]?.headers['x-api-key'], 'k-123');
});
// #endregion mock

t.test('the log is told which call failed, without what stands for its names', async (t) => {
  upstream.on('GET', 'https://api.weather.example/v2/cities/:city/today', { times: 1 }).reply({ status: 500 });
  const answer = await app.run(weather, async (http) =>
    http.get('/cities/:city/today', { params: { city: 'Oslo' }, retries: 0 }).catch((error: unknown) => error),
  );
  isShownText(t, 'http-client/failed', (answer as Error).message);
});

t.test('says what the service does not know, and fails documented where that fails', async (t) => {
  upstream.on('GET', 'https://api.weather.example/v2/cities/:city/today', { times: 1 }).reply({ status: 404 });
  const unknown = await client.get('/forecasts/Atlantis/today');
  t.match([unknown.status, unknown.json()], [404, { code: 'city_not_found' }]);
  upstream.on('GET', 'https://api.weather.example/v2/cities/:city/today').fail('ECONNREFUSED');
  const failed = await client.get('/forecasts/Oslo/today');
  t.match([failed.status, failed.json()], [502, { code: 'upstream_failed', title: 'Another service failed' }]);
  const { paths } = (await client.get('/openapi.json')).json<{ paths: Record<string, { get: { responses: object } }> }>();
  t.match(Object.keys(paths['/forecasts/{city}']?.get.responses ?? {}), ['200', '422', '502', '503', '504']);
});
