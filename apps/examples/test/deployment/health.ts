import { readFileSync } from 'node:fs';
import t from 'tap';
import { Database, MailServer, createHealthy } from '#src/deployment/health.js';

t.test('lives while the database is away, but is not ready', async (t) => {
  const database = new Database();
  const mail = new MailServer();
  const app = createHealthy();
  app.override(Database, () => database);
  app.override(MailServer, () => mail);
  t.teardown(() => app.close());
  const statuses = async () => [(await app.inject('/healthz')).statusCode, (await app.inject('/readyz')).statusCode];
  t.strictSame(await statuses(), [200, 200]);
  mail.isThere = false;
  t.strictSame(await statuses(), [200, 200]);
  const { checks } = (await app.inject('/readyz')).json<{ checks: { name: string; status: string }[] }>();
  t.match(checks, [{ name: 'mail', status: 'failed' }]);
  t.strictSame(Object.keys((await app.inject('/openapi.json')).json<{ paths: object }>().paths), ['/orders/open']);
});

t.test('a database that is away takes the application out of service', async (t) => {
  const app = createHealthy();
  t.teardown(() => app.close());
  await app.ready();
  const database = await app.run(Database, (value) => value);
  database.isOpen = false;
  const response = await app.inject('/readyz');
  t.equal(response.statusCode, 503);
  t.match(response.json(), { status: 'unavailable' });
  t.notMatch(response.body, /10\.0\.0\.7/);
});

t.test('Kubernetes asks for what is there', async (t) => {
  const probes = readFileSync('src/deployment/health.yaml', 'utf8');
  const asked = [...probes.matchAll(/^(\w+): .*path: (\S+), port: (\d+)/gm)].map(([, ...parts]) => parts);
  t.strictSame(asked, [
    ['livenessProbe', '/healthz', '3000'],
    ['readinessProbe', '/readyz', '3000'],
  ]);
  const app = createHealthy();
  t.teardown(() => app.close());
  for (const [, path = ''] of asked) t.equal((await app.inject(path)).statusCode, 200);
});
