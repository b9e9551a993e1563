import t from 'tap';
import { describeGuard } from '#src/describe/guard.js';
import { Body, Header, Path, Type, dependency, security } from '#src/index.js';

const tenant = dependency({ name: Header('X-Tenant', Type.String()) }, ({ name }) => name);

t.test('describes what a guard reads, security first', async (t) => {
  const basic = security.basic();
  const { inputs, dependencies, security: required } = describeGuard({ security: [basic], dependencies: [tenant] }, new Map());
  t.match(inputs, [{ in: 'header', name: 'x-tenant' }]);
  t.strictSame(
    dependencies.map(({ early }) => early),
    [true, false],
  );
  t.match(required, [{ scheme: { name: 'HTTPBasic' } }]);
});

t.test('refuses what cannot be read before a foreign handler', async (t) => {
  const body = dependency({ text: Body('text', Type.String()) }, ({ text }) => text);
  const path = dependency({ id: Path('id', Type.String()) }, ({ id }) => id);
  t.throws(() => describeGuard({ dependencies: [body] }, new Map()), { name: 'BootError', message: /Guard\.pass/ });
  t.throws(() => describeGuard({ dependencies: [path] }, new Map()), { code: 'TYPHOON_ERR_PATH_PARAMETER' });
});
