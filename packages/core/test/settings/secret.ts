import { format, inspect } from 'node:util';
import t from 'tap';
import { codecOf } from '#src/schema/codec.js';
import { Type } from '#src/schema/type.js';
import { Secret, secret } from '#src/settings/secret.js';
import { collectIssues } from '#src/validation/issues.js';
import { compileValidator } from '#src/validation/validator.js';
import { expectEqual } from '../fixtures/expect-equal.js';

const key = new Secret('hunter2');

t.test('reveals its value only when asked', async (t) => {
  t.equal(key.reveal(), 'hunter2');
  t.strictSame(Object.keys(key), []);
  t.ok(Object.isFrozen(key));
});

t.test('is masked however it is printed', async (t) => {
  const holder = { key, list: [key] };
  const printed = [
    String(key),
    'a' + (key as unknown as string),
    JSON.stringify(holder),
    inspect(key),
    inspect(holder, { showHidden: true, depth: null, getters: true }),
    format('%s %j %o %O', key, key, key, key),
    new Error(`failed with ${key as unknown as string}`).message,
  ];
  for (const text of printed) {
    t.notMatch(text, /hunter2/);
    t.match(text, /\*{10}/);
  }
  t.equal(structuredClone({ key }).key.reveal, undefined);
});

t.test('is known across copies of the package', async (t) => {
  t.ok(Secret.is(key));
  t.ok(Secret.is({ [Symbol.for('typhoon.secret')]: true }));
  for (const other of ['hunter2', null, undefined, {}, []]) t.notOk(Secret.is(other));
});

t.test('arrives from a schema, and is documented as write-only', async (t) => {
  const schema = secret(Type.String({ minLength: 4 }));
  const value = compileValidator(Type.Object({ key: schema }), 'json').read({ key: 'hunter2' }) as { key: Secret };
  t.equal(value.key.reveal(), 'hunter2');
  t.match(
    collectIssues(schema, 'abc', 'json', ['body', 'key']),
    [{ type: 'string_too_short', loc: ['body', 'key'] }],
    'is refused in the words of the schema inside',
  );
  t.match(JSON.parse(JSON.stringify(schema)), { type: 'string', minLength: 4, format: 'password', writeOnly: true });
  t.match(secret(), { minLength: 1 });
  t.notHas(secret(Type.Integer()), { format: 'password' });
  t.equal(codecOf(schema)?.encode(value.key as never), '**********');
  t.strictSame([codecOf(schema)?.is(value.key), codecOf(schema)?.is('hunter2')], [true, false]);
});

t.test('is typed by the schema inside', async (t) => {
  const pin = secret(Type.Integer());
  expectEqual<(typeof pin)['static'], Secret<number>>();
  t.throws(() => secret(Type.String({ default: 'hunter2' })), { name: 'TypeError', message: /^secret\(\) expects a schema without a default/ });
});
