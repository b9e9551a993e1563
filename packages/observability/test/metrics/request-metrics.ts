import { once } from 'node:events';
import { connect } from 'node:net';
import t from 'tap';
import { Controller, Get, HttpError, Path, Post, Type, createApp } from '@typhoon/core';
import { metricsEndpoint } from '#src/index.js';
import { scrape } from '../fixtures/scrape.js';

let begin = (): void => undefined;
let finish = (): void => undefined;

@Controller('/items')
class ItemsController {
  @Get('/:id', { response: Type.Integer() })
  read(@Path('id', Type.Integer()) id: number) {
    return id;
  }

  @Post('/', { response: Type.String() })
  create(): string {
    throw new HttpError(409);
  }

  @Get('/slow/:id', { response: Type.String() })
  async wait(@Path('id', Type.String()) id: string) {
    const finished = new Promise<void>((resolve) => (finish = resolve));
    begin();
    await finished;
    return id;
  }
}

function start(test: Pick<typeof t, 'teardown'>) {
  const { count, serve } = metricsEndpoint({ buckets: [1] });
  const app = createApp({ controllers: [ItemsController], server: { logger: false }, plugins: [count, serve] });
  test.teardown(() => app.close());
  return app;
}

t.test('counts requests by the template of their route, never by their path', async (t) => {
  const app = start(t);
  for (const path of ['/items/1', '/items/2', '/items/x', '/nowhere', '/items/3/../../etc/passwd']) await app.inject(path);
  await app.inject({ method: 'POST', url: '/items' });
  t.strictSame(await scrape(app, 'http_requests_total'), [
    'http_requests_total{method="GET",route="/items/:id",status="200"} 2',
    'http_requests_total{method="GET",route="/items/:id",status="422"} 1',
    'http_requests_total{method="GET",route="unmatched",status="404"} 2',
    'http_requests_total{method="POST",route="/items",status="409"} 1',
  ]);
  t.strictSame(
    (await scrape(app, 'http_request_duration_seconds')).filter((line) => line.includes('status="409"')).map((line) => line.replace(/sum(.*) .*/, 'sum$1')),
    [
      'http_request_duration_seconds_bucket{method="POST",route="/items",status="409",le="1"} 1',
      'http_request_duration_seconds_bucket{method="POST",route="/items",status="409",le="+Inf"} 1',
      'http_request_duration_seconds_sum{method="POST",route="/items",status="409"}',
      'http_request_duration_seconds_count{method="POST",route="/items",status="409"} 1',
    ],
  );
  t.match(await scrape(app, 'http_response_size_bytes_total'), ['http_response_size_bytes_total{method="GET",route="/items/:id",status="200"} 2']);
});

t.test('tells a client that has gone from one that was answered, and what is under way', async (t) => {
  const app = start(t);
  const address = new URL(await app.listen({ port: 0 }));
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const client = connect(Number(address.port), address.hostname);
  client.write('GET /items/slow/1 HTTP/1.1\r\nhost: a\r\n\r\n');
  await begun;
  t.strictSame(await scrape(app, 'http_requests_in_flight'), ['http_requests_in_flight 2'], 'it, and the one that asks');
  client.destroy();
  await once(client, 'close');
  const gone = async (): Promise<readonly string[]> => (await scrape(app, 'http_requests_total')).filter((line) => line.includes('slow'));
  while ((await gone()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  finish();
  t.strictSame(await gone(), ['http_requests_total{method="GET",route="/items/slow/:id",status="499"} 1']);
  t.strictSame(await scrape(app, 'http_requests_in_flight'), ['http_requests_in_flight 1']);
});
