import t from 'tap';
import { Database, createHealthy } from '#src/deployment/health.js';

t.test('lives while the database is away, but is not ready', async (t) => {
  const database = new Database();
  const app = createHealthy();
  app.override(Database, () => database);
  t.teardown(() => app.close());
  const statuses = async () => [(await app.inject('/health/live')).statusCode, (await app.inject('/health/ready')).statusCode];
  t.strictSame(await statuses(), [204, 204]);
  database.isOpen = false;
  t.strictSame(await statuses(), [204, 503]);
  t.strictSame((await app.inject('/openapi.json')).json().paths, {});
});
