import t from 'tap';
import { Injectable, lifetimeOfClass } from '#src/dependency/injectable.js';

t.test('makes a class live as long as the application unless it says otherwise', async (t) => {
  class Plain {}
  @Injectable({ lifetime: 'request' })
  class Basket {}
  class Derived extends Basket {}
  t.strictSame([lifetimeOfClass(Plain), lifetimeOfClass(Basket), lifetimeOfClass(Derived)], ['singleton', 'request', 'singleton']);
});
