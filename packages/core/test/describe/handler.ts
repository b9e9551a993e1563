import t from 'tap';
import { describeRoutes } from '#src/describe/describe-routes.js';
import { BootError, Controller, Get } from '#src/index.js';

/** Decorates as a program without types does: no compiler looks at what it stands on. */
function decorate(target: object, key: unknown): void {
  (Get('/') as (target: object, key: unknown) => void)(target, key);
}

t.test('a route that does not stand on a method is named, with what it stands on', async (t) => {
  class Loose {
    read = (): void => undefined;
    get list(): () => void {
      return () => undefined;
    }
    static create(): void {}
    declare count: number;
  }
  Object.defineProperty(Loose.prototype, 'count', { value: 3 });
  Controller('/')(Loose);
  for (const key of ['read', 'list', 'count']) decorate(Loose.prototype, key);
  decorate(Loose, 'create');
  t.strictSame(
    describeRoutes({ controllers: [Loose] }).problems.map(({ code, message }) => `${code} ${message}`),
    [
      "TYPHOON_ERR_ROUTE_INVALID Loose.create: a route stands on a static method, but a handler is called on the controller's instance. Remove 'static'.",
      "TYPHOON_ERR_ROUTE_INVALID Loose.read: a route stands on a property, but a handler is a method. Write 'read() { … }' below the decorator.",
      "TYPHOON_ERR_ROUTE_INVALID Loose.list: a route stands on a getter or setter, but a handler is a method. Write 'list() { … }' below the decorator.",
      "TYPHOON_ERR_ROUTE_INVALID Loose.count: a route stands on the number '3', but a handler is a method. Write 'count() { … }' below the decorator.",
    ],
  );
});

t.test('a method that is inherited from a plain class is a handler', async (t) => {
  class Base {
    list(): void {}
  }
  decorate(Base.prototype, 'list');
  @Controller('/')
  class Derived extends Base {}
  t.strictSame(describeRoutes({ controllers: [Derived] }).problems, []);
});

t.test('a standard decorator says which option of the compiler is missing', async (t) => {
  t.throws(
    () => {
      decorate(
        function list() {
          return 1;
        },
        { kind: 'method', name: 'list' },
      );
    },
    { code: 'TYPHOON_ERR_ROUTE_INVALID', message: /list: the decorator is called as a standard one.*"experimentalDecorators": true/ },
  );
  t.throws(() => decorate(undefined as unknown as object, { kind: 'field', name: 'list' }), BootError);
});
