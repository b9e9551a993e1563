import t from 'tap';
import { defineMember, mergeReadings, toInstance } from '#src/validation/merge.js';

class Point {
  x = 0;
  get name(): string {
    return `point ${this.x}`;
  }
}

t.test('each reading brings what it declares', async (t) => {
  t.strictSame(mergeReadings({ a: 1, b: 2 }, { a: 1 }, { b: 2 }), { a: 1, b: 2 });
  t.strictSame(mergeReadings({ a: { x: 1, y: 2 } }, { a: { x: 1 } }, { a: { y: 2 } }), { a: { x: 1, y: 2 } });
  t.strictSame(mergeReadings([{ a: 1, b: 2 }], [{ a: 1 }], [{ b: 2 }]), [{ a: 1, b: 2 }]);
});

t.test('of scalars the changed one wins', async (t) => {
  t.equal(mergeReadings('1', '1', 1), 1);
  t.equal(mergeReadings('1', 1, '1'), 1);
  const date = new Date(0);
  t.strictSame(mergeReadings({ at: '1970' }, { at: '1970' }, { at: date }), { at: date });
});

t.test('instances stay instances', async (t) => {
  const merged = mergeReadings({ x: 1, y: 2 }, { y: 2 }, toInstance(Point, { x: 1 }));
  t.ok(merged instanceof Point);
  t.match(merged, { x: 1, y: 2 });
});

t.test('sets members whatever their name', async (t) => {
  const target = {};
  defineMember(target, '__proto__', { admin: true });
  t.strictSame(Object.getOwnPropertyNames(target), ['__proto__']);
  t.equal(Object.getPrototypeOf(target), Object.prototype);
  t.equal((toInstance(Point, { name: 'mine' }) as Point).name, 'mine', 'a getter of the class does not stand in the way');
});
