import { Controller, Depends, Get, Type, dependency } from '@typhoon/core';
import t from 'tap';
import { http, httpClient } from '#src/define-http-client.js';
import { HttpClient } from '#src/http-client.js';
import { createTestApp } from './fixtures/client.js';
import { sendJson, startUpstream } from './fixtures/upstream-server.js';

t.test('What lives as long as the application has a client, too, by a class, a dependency or app.run()', async (t) => {
  const upstream = await startUpstream(t, (_, response) => sendJson(response, 'sunny'));
  const address = dependency({}, () => upstream.url, { name: 'address', lifetime: 'singleton' });
  const weather = httpClient('weather', { address }, ({ address: baseUrl }) => ({ baseUrl }));
  class Forecasts {
    constructor(@Depends(weather) private readonly client: HttpClient) {}
    async today(): Promise<string> {
      return this.client.get('/today', { response: Type.String() });
    }
  }
  const station = dependency({ client: weather }, ({ client }) => client, { name: 'station', lifetime: 'singleton' });
  @Controller('/')
  class Home {
    @Get('/', { response: Type.Array(Type.String()) })
    async read(@Depends(Forecasts) forecasts: Forecasts, @Depends(station) client: HttpClient, @Depends(weather) own: HttpClient) {
      return [await forecasts.today(), await client.get('/', { response: Type.String() }), String(own === client)];
    }
  }
  const app = createTestApp(t, { controllers: [Home] });
  t.strictSame((await app.inject('/')).json(), ['sunny', 'sunny', 'false']);
  t.equal(await app.run(weather, async (client) => client.get('/', { response: Type.String() })), 'sunny');
  t.equal(await app.run(Forecasts, async (forecasts) => forecasts.today()), 'sunny');
});

t.test('Routes that use a client, directly or not, say what its calls can end with', async (t) => {
  const weather = httpClient('weather', { baseUrl: 'http://weather.test' });
  class Forecasts {
    constructor(@Depends(weather) readonly client: HttpClient) {}
  }
  const city = dependency({ forecasts: Forecasts }, ({ forecasts }) => forecasts.client.hosts.length, { name: 'city' });
  @Controller('/direct')
  class Direct {
    @Get('/', { response: Type.Unknown() }) read(@Depends(weather) client: HttpClient) {
      return client.hosts;
    }
    @Get('/none') none() {
      return {};
    }
  }
  @Controller('/indirect')
  class Indirect {
    @Get('/', { response: Type.Unknown() }) read(@Depends(city) count: number) {
      return count;
    }
  }
  @Controller('/held')
  class Held {
    constructor(@Depends(weather) readonly client: HttpClient) {}
    @Get('/', { response: Type.Unknown() }) read() {
      return this.client.hosts;
    }
  }
  const app = createTestApp(t, { controllers: [Direct, Indirect, Held] });
  const codes = app.routes.map(({ place, throws }) => [place, throws.map(({ definition }) => `${definition.status} ${definition.code}`).sort()]);
  const all = ['502 upstream_failed', '503 upstream_unavailable', '504 upstream_timeout'];
  t.strictSame(Object.fromEntries(codes), { 'Direct.read': all, 'Direct.none': [], 'Indirect.read': all, 'Held.read': all });
});

t.test('A client is replaced by another one, before the start', async (t) => {
  const first = await startUpstream(t, (_, response) => sendJson(response, 1));
  const weather = httpClient('weather', { baseUrl: 'http://weather.invalid' });
  class Forecasts {
    constructor(@Depends(weather) readonly client: HttpClient) {}
  }
  const app = createTestApp(t, {});
  app.override(weather, httpClient('other', { baseUrl: first.url }));
  t.equal(await app.run(Forecasts, async ({ client }) => (await client.get('/')).status), 200);
  t.throws(() => app.override(weather, httpClient('late', {})), { code: 'TYPHOON_ERR_APP_STATE' });
});

t.test('Headers can be asked for each time, and those of a call win', async (t) => {
  const upstream = await startUpstream(t, ({ headers }, response) => sendJson(response, [headers.authorization, headers['user-agent'], headers['x-own']]));
  let count = 0;
  const service = httpClient('service', { baseUrl: upstream.url, headers: async () => Promise.resolve({ Authorization: `Bearer ${++count}` }) });
  const app = createTestApp(t, {});
  await app.run(service, async (given) => {
    const client = given.with({ headers: { 'X-Own': 'a' }, timeout: '1s' });
    t.strictSame((await client.get('/')).json(), ['Bearer 1', 'typhoon', 'a']);
    t.strictSame((await client.get('/', { headers: { authorization: 'none', 'User-Agent': 'me', 'x-own': 'b' } })).json(), ['none', 'me', 'b']);
  });
});

t.test('The client of whole addresses says what is no such address', async (t) => {
  const app = createTestApp(t, {});
  await app.run(http, async (client) => {
    t.ok(client instanceof HttpClient);
    await t.rejects(client.get('/relative'), {
      status: 502,
      message: /An address beginning with http:\/\/ or https:\/\/ is expected.* A path alone needs a client with a 'baseUrl'\./,
    });
  });
});

t.test('Answers are checked by the formats of the application, too', async (t) => {
  const upstream = await startUpstream(t, ({ url }, response) => sendJson(response, url === '/good' ? 'B-X 1' : 'elsewhere'));
  const cars = httpClient('cars', { baseUrl: upstream.url });
  const app = createTestApp(t, { formats: { plate: (text) => text === 'B-X 1' } });
  const response = Type.String({ format: 'plate' });
  t.equal(await app.run(cars, async (client) => client.get('/good', { response })), 'B-X 1');
  await t.rejects(
    app.run(cars, async (client) => client.get('/bad', { response })),
    { code: 'upstream_failed', message: /not a valid plate/ },
  );
});
