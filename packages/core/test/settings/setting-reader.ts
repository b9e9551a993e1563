import { join } from 'node:path';
import t from 'tap';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';
import { readRawSettings } from '#src/settings/setting-reader.js';
import { listVariables } from '#src/settings/setting-variables.js';
import { secret } from '#src/settings/secret.js';

function read(schema: TSchema, ...texts: readonly Readonly<Record<string, string>>[]) {
  const table = listVariables(schema, { prefix: '', delimiter: '__', names: {} });
  return readRawSettings(
    table,
    texts.map((one, index) => ({ place: index === 0 ? 'the environment' : '.env', texts: one })),
  );
}

t.test('puts texts where the schema wants them', async (t) => {
  const schema = Type.Object({
    port: Type.Integer(),
    db: Type.Object({ host: Type.String(), pool: Type.Object({ size: Type.Integer() }) }),
    cache: Type.Optional(Type.Object({ url: Type.String() })),
  });
  t.strictSame(read(schema, { PORT: '1', DB__POOL__SIZE: '2', OTHER: '3' }).value, { port: '1', db: { pool: { size: '2' } } });
  t.strictSame(read(schema, {}).value, { db: { pool: {} } });
  t.strictSame(read(schema, { CACHE__URL: 'x' }).value, { db: { pool: {} }, cache: { url: 'x' } });
});

t.test('lets the first source win, and an empty text count as none', async (t) => {
  const schema = Type.Object({ a: Type.String(), b: Type.String(), c: Type.String() });
  const { value, found } = read(schema, { A: 'environment', B: '' }, { A: 'file', B: 'file', C: '' });
  t.strictSame(value, { a: 'environment', b: 'file' });
  t.strictSame(
    [...found.values()].map(({ place }) => place),
    ['in the environment', 'in .env'],
  );
});

t.test('splits lists at commas, or reads JSON', async (t) => {
  const schema = Type.Object({
    tags: Type.Optional(Type.Array(Type.String())),
    ports: Type.Optional(Type.Set(Type.Integer())),
    labels: Type.Optional(Type.Record(Type.String(), Type.String())),
    text: Type.Optional(Type.Union([Type.Array(Type.String()), Type.String()])),
    level: Type.Optional(Type.Union([Type.Literal('[a]'), Type.Array(Type.Integer())])),
    nullable: Type.Optional(Type.Union([Type.Array(Type.Integer()), Type.Null()])),
  });
  t.strictSame(read(schema, { TAGS: ' a, b ,c', PORTS: '[1, 2]', LABELS: '{"a": "b"}', TEXT: 'a,b', LEVEL: '[a]', NULLABLE: '1,2' }).value, {
    tags: ['a', 'b', 'c'],
    ports: [1, 2],
    labels: { a: 'b' },
    text: 'a,b',
    level: '[a]',
    nullable: ['1', '2'],
  });
  t.strictSame(read(schema, { LABELS: 'a=b' }).value, { labels: 'a=b' });
});

t.test('does not quote a text that is no JSON', async (t) => {
  const { problems } = read(Type.Object({ labels: Type.Record(Type.String(), Type.String()) }), { LABELS: '{"password": hunter2}' });
  t.strictSame(problems, [{ variable: 'LABELS', setting: 'labels', message: 'LABELS begins like JSON but is none. Check quotes, commas and brackets.' }]);
});

t.test('reads a secret from the file that NAME_FILE names, and nothing else from files', async (t) => {
  const folder = t.testdir({ key: 'hunter2\n' });
  const file = join(folder, 'key');
  const { value, found } = read(Type.Object({ key: secret(), plain: Type.String() }), { KEY_FILE: file, PLAIN_FILE: file });
  t.strictSame(value, { key: 'hunter2' });
  t.strictSame([...found.values()], [{ text: 'hunter2', place: `in the file '${file}'` }]);
  t.strictSame(read(Type.Object({ key: secret() }), { KEY: 'environment' }, { KEY_FILE: file }).value, { key: 'environment' });
  t.strictSame(read(Type.Object({ key: secret() }), { KEY_FILE: file }, { KEY: 'development' }).value, { key: 'hunter2' });
});

t.test('says which secret file is no good', async (t) => {
  const folder = t.testdir({ key: 'hunter2\n', empty: '\n' });
  const messageOf = (texts: Readonly<Record<string, string>>) => read(Type.Object({ key: secret() }), texts).problems[0]?.message;
  t.equal(messageOf({ KEY: 'a', KEY_FILE: join(folder, 'key') }), 'KEY and KEY_FILE are both set in the environment, but only one can count. Remove one.');
  t.equal(
    messageOf({ KEY_FILE: join(folder, 'no') }),
    `KEY_FILE in the environment names '${join(folder, 'no')}', which cannot be read (ENOENT). Name a file that this program may read.`,
  );
  t.equal(
    messageOf({ KEY_FILE: folder }),
    `KEY_FILE in the environment names '${folder}', which cannot be read (EISDIR). Name a file that this program may read.`,
  );
  t.equal(
    messageOf({ KEY_FILE: join(folder, 'empty') }),
    `KEY_FILE in the environment names '${join(folder, 'empty')}', which is empty. Write the secret into it.`,
  );
});
