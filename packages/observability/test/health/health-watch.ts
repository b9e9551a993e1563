import { Writable } from 'node:stream';
import t from 'tap';
import type { Test } from 'tap';
import { Controller, Depends, Get, Ready, Type, createApp, dependency } from '@typhoon/core';
import { health, readiness } from '#src/index.js';
import type { HealthOptions } from '#src/index.js';

class Database {
  isOpen = true;
  asked = 0;

  @Ready()
  async ping(): Promise<void> {
    this.asked++;
    if (!this.isOpen) throw new Error('postgres://user:secret@db refused');
    return Promise.resolve();
  }
}

@Controller('/')
class UsersController {
  constructor(@Depends(Database) readonly database: Database) {}

  @Get('/', { response: Type.Integer() })
  count() {
    return this.database.asked;
  }
}

async function start(t: Test, options: HealthOptions) {
  const lines: { level: number; msg: string }[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)) as { level: number; msg: string });
      done();
    },
  });
  const app = createApp({ controllers: [UsersController], server: { logger: { stream } }, plugins: [health(options)] });
  t.teardown(() => app.close());
  await app.ready();
  const database = await app.run(Database, (value) => value);
  return { app, database, lines };
}

t.test('what a dependency declares decides, and the log says once why', async (t) => {
  const { app, database, lines } = await start(t, { cache: 0, details: true });
  t.match((await app.inject('/readyz')).json(), { status: 'ok', checks: [{ name: 'Database', status: 'ok', required: true, duration: Number }] });
  database.isOpen = false;
  for (let times = 0; times < 3; times++) {
    const response = await app.inject('/readyz');
    t.equal(response.statusCode, 503);
    t.match(response.json(), { status: 'unavailable', checks: [{ name: 'Database', status: 'failed' }] });
    t.notMatch(response.body, /secret/);
  }
  database.isOpen = true;
  t.equal((await app.inject('/readyz')).statusCode, 200);
  t.match(lines, [
    { level: 40, msg: "'Database' cannot be used: the application is not ready", err: { message: /refused/ } },
    { level: 30, msg: "'Database' can be used again" },
  ]);
});

t.test('the checks run once for all who ask within a second, and the answer names none of them', async (t) => {
  const { app, database } = await start(t, {});
  const answers = await Promise.all([1, 2, 3].map(async () => app.inject('/readyz')));
  for (const answer of answers) t.strictSame(answer.json(), { status: 'ok' });
  t.equal((await app.inject('/readyz')).statusCode, 200);
  t.equal(database.asked, 1);
});

t.test('a check that is not done in time, and one that the application does without', async (t) => {
  let isAborted = false;
  const hanging = dependency({}, () => 1, { lifetime: 'singleton' });
  const stuck = readiness(
    hanging,
    async (_value, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          isAborted = true;
          resolve(undefined);
        });
      }),
    { name: 'mail', isRequired: false },
  );
  const { app } = await start(t, { cache: 0, timeout: 10, details: true, checks: [stuck] });
  const response = await app.inject('/readyz');
  t.equal(response.statusCode, 200);
  t.match(response.json(), { checks: [{ name: 'mail', status: 'late', required: false }, { name: 'Database' }] });
  t.equal(isAborted, true);
});
