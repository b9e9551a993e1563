import t from 'tap';
import { toClientSettings } from '#src/client-settings.js';
import { UpstreamHosts } from '#src/upstream-host.js';
import { runClient } from './fixtures/client.js';
import { sendJson, startUpstream } from './fixtures/upstream-server.js';

t.test('A host that fails is left alone, with a 503 that says for how long', async (t) => {
  const upstream = await startUpstream(t, (_, response) => sendJson(response, 1, 500));
  await runClient(t, { baseUrl: upstream.url, retries: 0, circuitBreaker: { minimum: 2, pause: '1h' } }, async (client) => {
    const answered = `service: GET ${upstream.url}/ answered 500.`;
    await t.rejects(client.get('/'), { message: answered });
    await t.rejects(client.get('/'), { message: `${answered} ${upstream.url} has failed too often, and is left alone for a while.` });
    const message = /was not asked: it has failed too often\.$/;
    await t.rejects(client.get('/'), { status: 503, code: 'upstream_unavailable', headers: { 'retry-after': '3600' }, isLogged: false, message });
    t.strictSame(client.hosts, [{ origin: upstream.url, circuit: 'open', active: 0, waiting: 0 }]);
    t.equal(upstream.requests.length, 2);
  });
});

t.test('A host that was left alone is asked again by a single call', async (t) => {
  const upstream = await startUpstream(t, (_, response, number) => sendJson(response, 1, number > 2 ? 200 : 500));
  await runClient(t, { baseUrl: upstream.url, retries: 0, circuitBreaker: { minimum: 2, pause: 5 } }, async (client) => {
    for (let count = 0; count < 2; count++) await t.rejects(client.get('/'), { code: 'upstream_failed' });
    while (client.hosts[0]?.circuit === 'open') await new Promise((resolve) => setTimeout(resolve, 2));
    t.equal(client.hosts[0]?.circuit, 'half-open');
    t.equal((await client.get('/')).status, 200);
    t.equal(client.hosts[0]?.circuit, 'closed');
  });
});

t.test('Refusals of the client do not count as failures of the host, and can be switched off', async (t) => {
  const upstream = await startUpstream(t, ({ url }, response) => sendJson(response, 1, url === '/' ? 404 : 500));
  await runClient(t, { baseUrl: upstream.url, circuitBreaker: { minimum: 1 } }, async (client) => {
    for (let count = 0; count < 3; count++) await t.rejects(client.get('/'), { message: `service: GET ${upstream.url}/ answered 404.` });
    t.equal(client.hosts[0]?.circuit, 'closed');
  });
  await runClient(t, { baseUrl: upstream.url, circuitBreaker: false, retries: 0 }, async (client) => {
    for (let count = 0; count < 20; count++) await t.rejects(client.get('/500'), { message: `service: GET ${upstream.url}/500 answered 500.` });
    t.equal(client.hosts[0]?.circuit, 'closed');
  });
});

t.test('A host gets so many calls at once, so many more wait, and one more is a 503', async (t) => {
  const held: (() => void)[] = [];
  let arrived = (): void => undefined;
  const first = new Promise<void>((resolve) => (arrived = resolve));
  const upstream = await startUpstream(t, (_, response) => {
    held.push(() => sendJson(response, 1));
    arrived();
  });
  await runClient(t, { baseUrl: upstream.url, concurrency: 1, maxQueue: 1 }, async (client) => {
    const calls = [client.get('/a'), client.get('/b')];
    await first;
    t.match(client.hosts, [{ active: 1, waiting: 1 }]);
    await t.rejects(client.get('/c'), { status: 503, code: 'upstream_unavailable', message: /1 calls are under way and 1 wait\.$/ });
    for (let count = 0; count < 2; count++) {
      while (held.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
      held.shift()?.();
      await calls[count];
    }
    t.strictSame(
      upstream.requests.map(({ url }) => url),
      ['/a', '/b'],
    );
    t.match(client.hosts, [{ active: 0, waiting: 0 }]);
  });
});

t.test('Of hosts that nothing is known of only some are kept', async (t) => {
  const hosts = new UpstreamHosts(toClientSettings('web', {}));
  const busy = await hosts.of('http://busy.test').enter(new AbortController().signal, 'web');
  for (let number = 0; number < 2_500; number++) hosts.of(`http://h${number}.test`);
  t.ok(hosts.states.length <= 1_001);
  t.equal(hosts.states[0]?.origin, 'http://busy.test');
  busy('success');
});
