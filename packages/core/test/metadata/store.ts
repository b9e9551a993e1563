import t from 'tap';
import {
  readController,
  readInjectable,
  readOwnParameters,
  readOwnRoutes,
  writeController,
  writeInjectable,
  writeParameter,
  writeRoute,
} from '#src/metadata/store.js';

class Base {}
class Derived extends Base {}
const route = (key: string, path: string) => ({ kind: 'http', key, path, options: {} });
const parameter = (index: number) => ({ index, source: { in: 'query', name: `q${index}`, schema: {}, options: {} } as never });

t.test('keeps routes in the order of the source, though decorators of one method run backwards', async (t) => {
  for (const [key, path] of [
    ['a', '/a2'],
    ['a', '/a1'],
    ['b', '/b'],
  ] as const)
    writeRoute(Base.prototype, route(key, path));
  t.strictSame(
    readOwnRoutes(Base.prototype).map(({ path }) => path),
    ['/a1', '/a2', '/b'],
  );
});

t.test('tells what a class recorded from what its base class did', async (t) => {
  writeController(Base, { prefix: '/base', options: {} });
  writeInjectable(Base, { lifetime: 'request' });
  writeParameter(Base, undefined, parameter(0));
  writeParameter(Base.prototype, 'a', parameter(1));
  t.strictSame([readController(Base)?.prefix, readInjectable(Base)?.lifetime], ['/base', 'request']);
  t.strictSame([readOwnParameters(Base, undefined).length, readOwnParameters(Base.prototype, 'a').length], [1, 1]);
  t.strictSame([readController(Derived), readInjectable(Derived)], [undefined, undefined]);
  t.strictSame([readOwnRoutes(Derived.prototype), readOwnParameters(Derived, undefined), readOwnParameters(Derived.prototype, 'a')], [[], [], []]);
});
