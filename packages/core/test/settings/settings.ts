import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { inspect, promisify } from 'node:util';
import t from 'tap';
import { kDependency } from '#src/dependency/dependency.js';
import { Model } from '#src/schema/model.js';
import { Type } from '#src/schema/type.js';
import { Secret, secret } from '#src/settings/secret.js';
import { SettingsError } from '#src/settings/settings-error.js';
import { settings } from '#src/settings/settings.js';
import { expectEqual } from '../fixtures/expect-equal.js';

class Database extends Model({
  host: Type.String({ default: 'localhost' }),
  port: Type.Integer({ minimum: 1, maximum: 65_535, default: 5_432 }),
  password: secret(Type.String({ minLength: 8 })),
}) {
  get address(): string {
    return `${this.host}:${this.port}`;
  }
}

class AppSettings extends Model({
  port: Type.Integer({ minimum: 0, maximum: 65_535, default: 3_000 }),
  debug: Type.Boolean({ default: false }),
  level: Type.Union([Type.Literal('info'), Type.Literal('debug')], { default: 'info' }),
  publicUrl: Type.Url(),
  origins: Type.Array(Type.String({ format: 'uri' }), { default: [] }),
  startedAt: Type.Optional(Type.DateTime()),
  db: Database.schema,
}) {}

const environment = { PUBLIC_URL: 'https://shop.example.com', DB__PASSWORD: 'correct horse' };

function problemsOf(load: () => unknown): readonly string[] {
  try {
    load();
  } catch (error) {
    if (SettingsError.is(error)) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}

t.test('reads, coerces and types settings', async (t) => {
  const value = settings(AppSettings, { files: [] }).load({
    environment: {
      ...environment,
      PORT: '8080',
      DEBUG: 'on',
      LEVEL: 'debug',
      ORIGINS: 'https://a.example.com, https://b.example.com',
      STARTED_AT: '2030-01-01T00:00:00Z',
      DB__PORT: '6000',
    },
  });
  expectEqual<typeof value, AppSettings>();
  t.strictSame(
    [value.port, value.debug, value.level, value.publicUrl.hostname, value.origins, value.startedAt?.getTime(), value.db.port, value.db.host],
    [8_080, true, 'debug', 'shop.example.com', ['https://a.example.com', 'https://b.example.com'], Date.UTC(2030, 0), 6_000, 'localhost'],
  );
  t.ok(Secret.is(value.db.password));
  t.equal(value.db.password.reveal(), 'correct horse');
});

t.test('yields instances of models with methods', async (t) => {
  const value = settings(Database, { files: [], environment: { PASSWORD: 'correct horse' } }).value;
  t.equal(value.address, 'localhost:5432');
});

t.test('uses defaults, of groups too', async (t) => {
  const value = settings(AppSettings, { files: [], environment }).value;
  t.match(value, { port: 3_000, debug: false, level: 'info', origins: [], db: { host: 'localhost', port: 5_432 } });
  t.notOk('startedAt' in value && value.startedAt !== undefined);
});

t.test('lets the environment win over files, and later files over earlier', async (t) => {
  const folder = t.testdir({
    '.env': 'PORT=1\nLEVEL=debug\nDEBUG=yes\nPUBLIC_URL=https://a.example.com',
    '.env.local': 'PORT=2\nDB__PASSWORD="from the file"',
  });
  const value = settings(AppSettings, { files: [join(folder, '.env'), join(folder, '.env.local')], environment: { DEBUG: 'no' } }).value;
  t.strictSame([value.port, value.level, value.debug, value.db.password.reveal()], [2, 'debug', false, 'from the file']);
});

t.test('reads once and keeps it; load reads anew', async (t) => {
  const changing: Record<string, string> = { ...environment, PORT: '1' };
  const config = settings(AppSettings, { files: [], environment: changing });
  const first = config.value;
  changing['PORT'] = '2';
  t.equal(config.value, first);
  t.equal(config.value.port, 1);
  t.equal(config.load().port, 2);
  t.equal(config.load({ environment: { ...environment, PORT: '3' } }).port, 3);
});

t.test('reads nothing before it is asked', async (t) => {
  const config = settings(AppSettings, { files: [], environment: {} });
  t.equal(config.variables.length, 9);
  t.throws(() => config.value, { code: 'TYPHOON_ERR_SETTINGS_INVALID' });
});

t.test('reads the environment of the process and .env by default', async (t) => {
  // A program of its own: the folder it runs in, and its environment, are those of a whole process.
  const program = `
    import { Type } from ${JSON.stringify(import.meta.resolve('#src/schema/type.js'))};
    import { settings } from ${JSON.stringify(import.meta.resolve('#src/settings/settings.js'))};
    const config = settings(Type.Object({ word: Type.String(), port: Type.Integer(), debug: Type.Boolean({ default: false }) }));
    console.log(JSON.stringify(config.value));
  `;
  const folder = t.testdir({ '.env': '# of this folder\nWORD="a storm"\nPORT=1\n' });
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { cwd: folder, env: { PATH: process.env['PATH'], PORT: '2' } });
  t.strictSame(JSON.parse(stdout), { word: 'a storm', port: 2, debug: false });
});

t.test('is frozen at every depth, and not the defaults of the schema', async (t) => {
  const schema = Type.Object({ list: Type.Array(Type.Object({ a: Type.String() })), more: Type.Array(Type.String(), { default: ['x'] }) });
  const config = settings(schema, { files: [], environment: { LIST: '[{"a": "b"}]' } });
  for (const value of [config.value, config.value.list, config.value.list[0], config.value.more]) t.ok(Object.isFrozen(value));
  t.notOk(Object.isFrozen(schema.properties.more.default));
});

t.test('masks secrets when printed', async (t) => {
  const { value } = settings(AppSettings, { files: [], environment });
  for (const text of [inspect(value, { depth: null, showHidden: true }), JSON.stringify(value), String(value.db.password)]) {
    t.notMatch(text, /correct horse/);
    t.match(text, /\*{10}/);
  }
});

t.test('lists every mistake at once, in the order of the declaration', async (t) => {
  const config = settings(AppSettings, {
    files: [],
    environment: {
      PORT: 'eighty',
      DEBUG: 'perhaps',
      LEVEL: 'loud',
      PUBLIC_URL: 'shop',
      ORIGINS: 'https://a.example.com,b',
      DB__PORT: '70000',
      DB__PASSWORD: 'short',
    },
  });
  t.strictSame(
    problemsOf(() => config.value),
    [
      "PORT in the environment is 'eighty', but setting 'port' does not allow that: Input should be a valid integer, unable to parse string as an integer. Change the variable.",
      "DEBUG in the environment is 'perhaps', but setting 'debug' does not allow that: Input should be a valid boolean, unable to interpret input. Change the variable.",
      "LEVEL in the environment is a text of 4 characters, but setting 'level' does not allow that: Input should be 'info' or 'debug'. Change the variable.",
      "PUBLIC_URL in the environment is a text of 4 characters, but setting 'publicUrl' does not allow that: Input should be a valid URL, relative URL without a base. Change the variable.",
      "ORIGINS in the environment is a text of 23 characters, but setting 'origins', item 1 does not allow that: Input should be a valid URL, relative URL without a base. Change the variable.",
      "DB__PORT in the environment is '70000', but setting 'db.port' does not allow that: Input should be less than or equal to 65535. Change the variable.",
      "DB__PASSWORD in the environment is a secret that is not shown, but setting 'db.password' does not allow that: String should have at least 8 characters. Change the variable.",
    ],
  );
});

t.test('says what is missing, where to put it, and what was perhaps meant', async (t) => {
  const config = settings(AppSettings, { files: ['missing.env'], environment: { DB_PASSWORD: 'hunter2hunter2' } });
  t.strictSame(
    problemsOf(() => config.value),
    [
      "PUBLIC_URL is missing: setting 'publicUrl' has no default. Set it in the environment or in missing.env.",
      "DB__PASSWORD is missing: setting 'db.password' has no default. 'DB_PASSWORD' is set; did you mean DB__PASSWORD? Set it in the environment or in missing.env, or name a file that holds it in DB__PASSWORD_FILE.",
    ],
  );
});

t.test('lists what cannot be read together with what is wrong', async (t) => {
  const folder = t.testdir({});
  const config = settings(AppSettings, { files: [], environment: { PORT: 'x', PUBLIC_URL: 'https://a.example.com', DB__PASSWORD_FILE: join(folder, 'no') } });
  const problems = problemsOf(() => config.value);
  t.equal(problems.length, 2);
  t.match(problems[0], /^PORT in the environment is 'x'/);
  t.match(problems[1], /^DB__PASSWORD_FILE in the environment names '.*no', which cannot be read \(ENOENT\)/);
});

t.test('shows no secret in any mistake', async (t) => {
  const schema = Type.Object({
    pin: secret(Type.Integer()),
    word: secret(Type.String({ pattern: '^x+$' })),
    choice: secret(Type.Literal('hunter3')),
    json: secret(Type.Object({ a: Type.Integer() })),
    more: secret(Type.Object({ a: Type.Integer() })),
  });
  const config = settings(schema, {
    files: [],
    environment: { PIN: 'hunter2', WORD: 'hunter2', CHOICE: 'hunter2', JSON: '{"a": "hunter2"}', MORE: '{hunter2' },
  });
  try {
    t.fail(`accepted ${JSON.stringify(config.value)}`);
  } catch (error) {
    t.equal((error as SettingsError).problems.length, 5);
    t.notMatch(inspect(error, { depth: null, showHidden: true }), /hunter2/);
  }
});

t.test('shortens what it shows, and never shows a text that may hold a password', async (t) => {
  const config = settings(Type.Object({ port: Type.Integer(), url: Type.String({ format: 'uuid' }) }), {
    files: [],
    environment: { PORT: 'x'.repeat(50), URL: 'postgres://ada:hunter2@db' },
  });
  const [port = '', url = ''] = problemsOf(() => config.value);
  t.match(port, `'${'x'.repeat(40)}…'`);
  t.match(url, /^URL in the environment is a text of 25 characters/);
});

t.test('leaves an optional group out until one of its variables is set', async (t) => {
  const schema = Type.Object({ cache: Type.Optional(Type.Object({ url: Type.String(), ttl: Type.Integer({ default: 60 }) })) });
  t.strictSame({ ...settings(schema, { files: [], environment: {} }).value }, {});
  t.strictSame(JSON.parse(JSON.stringify(settings(schema, { files: [], environment: { CACHE__URL: 'x' } }).value)), { cache: { url: 'x', ttl: 60 } });
  t.match(
    problemsOf(() => settings(schema, { files: [], environment: { CACHE__TTL: '5' } }).value),
    [/^CACHE__URL is missing/],
  );
});

t.test('names variables as told', async (t) => {
  const config = settings(AppSettings, {
    prefix: 'SHOP_',
    delimiter: '_',
    names: { 'db.password': 'PGPASSWORD' },
    files: [],
    environment: { SHOP_PUBLIC_URL: 'https://a.example.com', SHOP_DB_PORT: '1', PGPASSWORD: 'correct horse' },
  });
  t.strictSame([config.value.db.port, config.value.db.password.reveal()], [1, 'correct horse']);
});

t.test('is a singleton dependency', async (t) => {
  t.match(settings(AppSettings, { files: [], environment })[kDependency], { make: 'provide', lifetime: 'singleton', inputs: [], name: 'settings' });
});

t.test("checks texts by the application's own formats, and finds a misspelt one at once", async (t) => {
  const schema = Type.Object({ region: Type.String({ format: 'region' }) });
  const formats = { region: (text: string) => text.startsWith('eu-') };
  t.equal(settings(schema, { formats, files: [], environment: { REGION: 'eu-west' } }).value.region, 'eu-west');
  t.match(
    problemsOf(() => settings(schema, { formats, files: [], environment: { REGION: 'us-east' } }).value),
    [/not a valid region/],
  );
  t.throws(() => settings(Type.Object({ owner: Type.String({ format: 'emial' }) })), {
    name: 'TypeError',
    message:
      "settings(): the schema cannot be used.\n  properties.owner.format: the format 'emial' is not known, hence nothing would check it. Did you mean 'email'?",
  });
});
