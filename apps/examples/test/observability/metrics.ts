import { readFile } from 'node:fs/promises';
import { nginxSkip, startNginx } from '@typhoon-apps/fixtures/nginx';
import t from 'tap';
import { app } from '#src/observability/metrics.js';

t.teardown(() => app.close());

t.test('tells Prometheus, and nobody else, of requests and orders', async (t) => {
  for (const country of ['at', 'at', 'ch']) await app.inject({ method: 'POST', url: '/orders', payload: { country } });
  t.equal((await app.inject('/metrics')).statusCode, 401);
  const { body } = await app.inject({ url: '/metrics', headers: { authorization: 'Bearer p' } });
  t.match(body, /^orders_total\{country="at"\} 2$/m);
  t.match(body, /^http_requests_total\{method="POST",route="\/orders",status="201"\} 3$/m);
  t.match(body, /^build_info\{title="Shop",version="1\.0\.0",node="v[\d.]+"\} 1$/m);
});

t.test('nginx keeps strangers away from them, as the page says', { skip: nginxSkip() }, async (t) => {
  const [address, location] = [await app.listen({ port: 0 }), await readFile('src/observability/metrics.conf', 'utf8')];
  const nginx = await startNginx(t, ({ port }) => `server { listen 127.0.0.1:${port}; ${location} location / { proxy_pass ${address}; } }`);
  const statuses = await Promise.all(['metrics', 'healthz'].map(async (path) => (await fetch(`${nginx.url}/${path}`)).status));
  t.strictSame(statuses, [403, 200]);
});
