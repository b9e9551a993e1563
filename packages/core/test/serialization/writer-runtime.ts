import t from 'tap';
import { Type } from '#src/schema/type.js';
import { buildShape } from '#src/serialization/shape-builder.js';
import type { CodecShape } from '#src/serialization/shape.js';
import { RUNTIME, compileConstants, compileTextCodec, encodeValue, isScalar } from '#src/serialization/writer-runtime.js';

t.test('writes constants by their own text', async (t) => {
  const write = compileConstants(['a"', 1, null, true, { a: [1] }]);
  t.strictSame(['a"', 1, null, true, { a: [1] }].map(write), ['"a\\""', '1', 'null', 'true', '{"a":[1]}']);
  for (const value of ['1', 2, { a: [2] }, undefined]) t.throws(() => write(value), { expected: 'one of the declared constants' } as unknown as Error);
});

t.test('quotes what its codec makes', async (t) => {
  t.equal(compileTextCodec(buildShape(Type.BigInt()) as CodecShape)?.(5n), '"5"');
  t.equal(compileTextCodec(buildShape(Type.Url()) as CodecShape), undefined);
  t.equal(encodeValue(buildShape(Type.Url()) as CodecShape, new URL('https://example.org')), 'https://example.org/');
});

t.test('takes bytes in base64 only when they are bytes or base64', async (t) => {
  const shape = buildShape(Type.Uint8Array()) as CodecShape;
  t.equal(encodeValue(shape, 'AQID'), 'AQID');
  t.throws(() => encodeValue(shape, '?'), { expected: `a value for 'bytes'`, found: 'a text' } as unknown as Error);
});

t.test('writes only long lists of nothing but texts at once', async (t) => {
  const texts = Array.from({ length: 64 }, () => 'a');
  t.equal(RUNTIME.writeTexts(texts), JSON.stringify(texts));
  t.equal(RUNTIME.writeTexts(texts.slice(1)), undefined);
  t.equal(RUNTIME.writeTexts([...texts.slice(1), 1]), undefined);
  t.equal(RUNTIME.writeTexts(Object.assign([...texts], { toJSON: () => 'secret' })), undefined);
});

t.test('asks a value for its form once', async (t) => {
  const form = { a: 1, toJSON: () => ({ b: 1 }) };
  t.equal(RUNTIME.toRecord({ toJSON: () => form }), form);
  for (const value of [{ toJSON: () => [] }, { toJSON: () => new Map() }, { toJSON: () => 'a' }])
    t.throws(() => RUNTIME.toRecord(value), { expected: 'an object' } as unknown as Error);
});

t.test('tells scalars', async (t) => {
  t.strictSame([null, 1, 'a', {}, []].map(isScalar), [true, true, true, false, false]);
});
