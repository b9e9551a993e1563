import t from 'tap';
import { Model } from '#src/schema/model.js';
import { Type } from '#src/schema/type.js';
import { secret } from '#src/settings/secret.js';
import { listVariables, toVariableName } from '#src/settings/setting-variables.js';

const naming = { prefix: '', delimiter: '__', names: {} };

t.test('spells a setting as an environment variable', async (t) => {
  for (const [path, want] of [
    [['port'], 'PORT'],
    [['maxRetries'], 'MAX_RETRIES'],
    [['apiURL'], 'API_URL'],
    [['URLPath'], 'URL_PATH'],
    [['oauth2Url'], 'OAUTH2_URL'],
    [['s3Bucket'], 'S3_BUCKET'],
    [['log_level'], 'LOG_LEVEL'],
    [['log-level'], 'LOG_LEVEL'],
    [['LOUD'], 'LOUD'],
    [['db', 'readReplica', 'host'], 'DB__READ_REPLICA__HOST'],
  ] as const) {
    t.equal(toVariableName(path, naming), want);
  }
  t.equal(toVariableName(['db', 'host'], { ...naming, prefix: 'SHOP_', delimiter: '_' }), 'SHOP_DB_HOST');
  t.equal(toVariableName(['db', 'host'], { ...naming, prefix: 'SHOP_', names: { 'db.host': 'PGHOST' } }), 'PGHOST');
});

t.test('lists the variables in the order of the declaration', async (t) => {
  class Database extends Model({ host: Type.String(), password: Type.Optional(secret()) }) {}
  const schema = Type.Object({
    port: Type.Integer({ default: 3000 }),
    db: Database.schema,
    cache: Type.Optional(Type.Object({ url: Type.Url() })),
    labels: Type.Optional(Type.Record(Type.String(), Type.String())),
  });
  const { variables, groups } = listVariables(schema, naming);
  t.strictSame(
    variables.map(({ name, path, required, isSecret }) => [name, path.join('.'), required, isSecret]),
    [
      ['PORT', 'port', false, false],
      ['DB__HOST', 'db.host', true, false],
      ['DB__PASSWORD', 'db.password', false, true],
      ['CACHE__URL', 'cache.url', false, false],
      ['LABELS', 'labels', false, false],
    ],
  );
  t.strictSame(groups, [
    { path: ['db'], required: true },
    { path: ['cache'], required: false },
  ]);
});

t.test('refuses what cannot be named', async (t) => {
  t.throws(() => listVariables(Type.String(), naming), { name: 'TypeError', message: /^settings expects a Model or an object schema with properties/ });
  const twice = Type.Object({ dbHost: Type.String(), db_host: Type.String() });
  t.throws(() => listVariables(twice, naming), {
    message: "settings: 'dbHost' and 'db_host' are both read from DB_HOST. Name one of them with the option 'names'.",
  });
  t.doesNotThrow(() => listVariables(twice, { ...naming, names: { dbHost: 'PGHOST' } }));
  t.throws(() => listVariables(Type.Object({ port: Type.String() }), { ...naming, names: { prot: 'PORT' } }), {
    message: "settings: 'names' names 'prot', which is no setting. Settings are port.",
  });
});
