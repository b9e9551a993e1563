import { Type } from '@typhoon/core';
import t from 'tap';
import { compileCodec, isValidationError } from '#src/tasks/task-codec.js';

t.test('writes what the schema says, and reads it again', (t) => {
  const codec = compileCodec(Type.Object({ at: Type.DateTime(), count: Type.Integer({ maximum: 5 }) }), undefined);
  const at = new Date('2026-01-02T03:04:05.000Z');
  const json = codec.write({ at, count: 1, more: 'dropped' });
  t.strictSame(json, { at: at.toISOString(), count: 1 });
  t.strictSame(codec.read(json), { at, count: 1 });
  for (const wrong of [() => codec.write({ at, count: 6 }), () => codec.write({ at, count: 'x' }), () => codec.read({ count: 1 })]) {
    try {
      t.fail(String(wrong()));
    } catch (error) {
      t.ok(isValidationError(error));
    }
  }
  t.notOk(isValidationError(new Error('another')));
  t.end();
});

t.test('passes any JSON without one, and nothing for what has none', (t) => {
  const codec = compileCodec(undefined, undefined);
  t.strictSame([codec.write({ at: new Date(0) }), codec.write(undefined), codec.read(3)], [{ at: '1970-01-01T00:00:00.000Z' }, undefined, 3]);
  t.end();
});
