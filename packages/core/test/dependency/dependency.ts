import t from 'tap';
import { Query, Type } from '#src/index.js';
import { Depends, Security, dependency, isDependency, kDependency, lazy, toSourceRecord } from '#src/dependency/dependency.js';

class Store {}

t.test('records how a value is made', async (t) => {
  const page = Query('page', Type.Integer({ default: 1 }));
  const paging = dependency({ page, store: Store }, function readPaging({ page }) {
    return page;
  });
  t.match(paging[kDependency], {
    make: 'provide',
    name: 'readPaging',
    lifetime: 'request',
    until: 'serialized',
    inputs: [
      ['page', { in: 'query', name: 'page' }],
      ['store', { in: 'dependency', dependency: Store, scopes: [] }],
    ],
  });
});

t.test('takes its name, lifetime and end from the options', async (t) => {
  const clock = dependency({}, () => Date.now, { name: 'clock', lifetime: 'singleton', until: 'sent' });
  t.match(clock[kDependency], { name: 'clock', lifetime: 'singleton', until: 'sent' });
  t.match(dependency({}, () => 1)[kDependency], { name: undefined });
});

t.test('lazy reads its target when asked, not before', async (t) => {
  let asked = 0;
  const later = lazy(() => {
    asked++;
    return Store;
  });
  t.equal(asked, 0);
  const record = later[kDependency];
  t.equal(record.make === 'lazy' && record.read(), Store);
  t.equal(asked, 1);
});

t.test('a source of a dependency names it and the scopes it is asked for with', async (t) => {
  const user = dependency({}, () => 'ada');
  t.strictSame(toSourceRecord(Depends(user)), { in: 'dependency', dependency: user, scopes: [] });
  t.strictSame(toSourceRecord(Security(user, ['items:write'])), { in: 'dependency', dependency: user, scopes: ['items:write'] });
  t.strictSame(toSourceRecord(Store), { in: 'dependency', dependency: Store, scopes: [] });
});

t.test('tells dependencies from everything else', async (t) => {
  const rows = [
    [dependency({}, () => 1), true],
    [lazy(() => Store), true],
    [Store, false],
    [{}, false],
    [null, false],
    ['text', false],
  ] as const;
  for (const [value, want] of rows) t.equal(isDependency(value), want);
});
