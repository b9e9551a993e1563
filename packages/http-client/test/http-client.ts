import { Controller, Depends, Get, Model, Path, Query, Type } from '@typhoon/core';
import t from 'tap';
import { httpClient } from '#src/define-http-client.js';
import type { HttpClient } from '#src/http-client.js';
import { UpstreamStatusError } from '#src/upstream-errors.js';
import { createTestApp, runClient } from './fixtures/client.js';
import { sendJson, startUpstream } from './fixtures/upstream-server.js';

class Forecast extends Model({ city: Type.String(), at: Type.DateTime(), days: Type.Array(Type.Number()) }) {
  get hottest(): number {
    return Math.max(...this.days);
  }
}

t.test('A handler gets the answer of another service as the value its schema says', async (t) => {
  const upstream = await startUpstream(t, (request, response) =>
    sendJson(response, { city: new URL(request.url as string, 'http://x').searchParams.get('city'), at: '2026-05-01T12:00:00Z', days: [3, 9, 4], more: true }),
  );
  const weather = httpClient('weather', { baseUrl: `${upstream.url}/v2/` });

  @Controller('/hottest')
  class Hottest {
    @Get('/:city', { response: Type.Object({ city: Type.String(), year: Type.Integer(), hottest: Type.Number() }) })
    async read(@Path('city', Type.String()) city: string, @Query('days', Type.Integer()) days: number, @Depends(weather) client: HttpClient) {
      const forecast: Forecast = await client.get('/forecast', { query: { city, days }, response: Forecast });
      return { city: forecast.city, year: forecast.at.getUTCFullYear(), hottest: forecast.hottest };
    }
  }

  const app = createTestApp(t, { controllers: [Hottest] });
  const answer = await app.inject('/hottest/Bod%C3%B8?days=3');
  t.strictSame([answer.statusCode, answer.json()], [200, { city: 'Bodø', year: 2026, hottest: 9 }]);
  t.strictSame(
    upstream.requests.map(({ method, url }) => `${method} ${url}`),
    ['GET /v2/forecast?city=Bod%C3%B8&days=3'],
  );
  t.match(upstream.requests[0]?.headers, { accept: 'application/json', 'accept-encoding': 'gzip, br', 'x-request-id': /^req-/ });
});

t.test('Values of a path stay in their place, and those that lead elsewhere are refused', async (t) => {
  const upstream = await startUpstream(t, ({ url }, response) => sendJson(response, url));
  await runClient(t, { baseUrl: `${upstream.url}/api` }, async (client) => {
    const asked = async (id: string) => client.get('/users/:id/orders/:order', { params: { id, order: 7 }, response: Type.String() });
    t.equal(await asked('a/b?c#d'), '/api/users/a%2Fb%3Fc%23d/orders/7');
    await t.rejects(asked('..'), new TypeError("':id' of the path '/users/:id/orders/:order' cannot be '..': that would be another path."));
    await t.rejects(client.get('/../admin'), { message: /leaves the base/ });
    await t.rejects(client.get('users'), { message: /begins with '\/'/ });
    // @ts-expect-error a path with a name demands its value
    await t.rejects(client.get('/users/:id'), { message: /'params'/ });
    // @ts-expect-error of a name that the path does not have there is no value
    const wrong = client.get('/users/:id', { params: { name: 'x' } });
    await t.rejects(wrong, TypeError);
  });
});

t.test('JSON, forms, texts and streams are sent with the type that they have', async (t) => {
  const upstream = await startUpstream(t, ({ method, headers, body }, response) => sendJson(response, [method, headers['content-type'], body]));
  await runClient(t, { baseUrl: upstream.url }, async (client) => {
    const sent = async (call: Promise<{ json(): unknown }>) => (await call).json();
    t.strictSame(await sent(client.post('/', { json: { at: new Date(0) } })), ['POST', 'application/json', '{"at":"1970-01-01T00:00:00.000Z"}']);
    t.strictSame(await sent(client.put('/', { form: { a: [1, 2], b: 'x y' } })), ['PUT', 'application/x-www-form-urlencoded', 'a=1&a=2&b=x+y']);
    t.strictSame(await sent(client.patch('/', { body: 'text', headers: { 'Content-Type': 'text/csv' } })), ['PATCH', 'text/csv', 'text']);
    const stream = (async function* () {
      yield Buffer.from('piece by ');
      yield Buffer.from('piece');
    })();
    t.strictSame(await sent(client.request('/', { method: 'PROPFIND', body: stream })), ['PROPFIND', null, 'piece by piece']);
    const form = new FormData();
    form.set('name', 'Ada');
    t.match(await sent(client.post('/', { body: form })), ['POST', /^multipart\/form-data; boundary=/, /name="name"[^]*Ada/]);
    await t.rejects(client.post('/', { json: 1, body: 'x' }), new TypeError("A call has one body, but got 'json' and 'body'."));
    t.strictSame([(await client.head('/')).status, (await client.delete('/')).status], [200, 200]);
  });
});

t.test('An answer has its status, headers and body, and a status that is no success is thrown', async (t) => {
  const upstream = await startUpstream(t, ({ url }, response) => sendJson(response, { secret: 'x' }, url === '/' ? 201 : 404, { 'x-kind': 'a' }));
  await runClient(t, { baseUrl: upstream.url }, async (client) => {
    const answer = await client.get('/');
    t.strictSame([answer.status, answer.headers['x-kind'], answer.text(), answer.json()], [201, 'a', '{"secret":"x"}', { secret: 'x' }]);
    const failure = await client.get('/none').catch((error: unknown) => error);
    if (!UpstreamStatusError.is(failure, 404)) throw failure;
    t.strictSame(
      [failure.status, failure.code, failure.message, failure.response.json()],
      [502, 'upstream_failed', `service: GET ${upstream.url}/none answered 404.`, { secret: 'x' }],
    );
    t.notOk(UpstreamStatusError.is(failure, 409, 410));
    t.equal((await client.get('/none', { anyStatus: true })).status, 404);
  });
});
