import t from 'tap';
import { isForeign, isInherited, isRecord, readMember, toJsonForm } from '#src/serialization/object-form.js';

class Account {
  // eslint-disable-next-line @typescript-eslint/class-literal-property-style -- a getter stands on the prototype
  get name(): string {
    return 'Ada';
  }
  override = 1;
  toString(): string {
    return 'secret';
  }
}

t.test('reads members, those of getters too, but nothing that every object inherits', async (t) => {
  t.equal(readMember(new Account(), 'name'), 'Ada');
  t.equal(readMember(new Account(), 'toString'), undefined);
  t.equal(readMember({}, 'constructor'), undefined);
  t.equal(readMember({ constructor: 1 }, 'constructor'), 1);
  t.equal(readMember({}, '__proto__'), undefined);
  t.equal(readMember(JSON.parse('{"__proto__":1}') as object, '__proto__'), 1);
  t.equal(isInherited('valueOf'), true);
  t.equal(isInherited('name'), false);
});

t.test('tells objects with members from those whose content lies elsewhere', async (t) => {
  for (const value of [{}, Object.create(null), new Account(), { toJSON: 1 }] as object[]) {
    t.equal(isRecord(value), true);
    t.equal(isForeign(value), false);
  }
  for (const value of [new Map(), new Set(), Promise.resolve(), /x/, new Uint8Array(), new Date()]) {
    t.equal(isRecord(value), false);
    t.equal(isForeign(value), true);
  }
  for (const value of [null, 5, 'a', [], { toJSON: () => 1 }]) t.equal(isRecord(value), false);
});

t.test('asks a value for its own form', async (t) => {
  t.equal(toJsonForm({ toJSON: () => 5 }), 5);
  for (const value of [{}, null, 5, { toJSON: 1 }]) t.equal(toJsonForm(value), undefined);
});
