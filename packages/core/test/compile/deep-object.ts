import t from 'tap';
import { parse } from 'fast-querystring';
import { MAX_BRACKETS, MAX_KEYS, isDeepKey, readDeepObject } from '#src/compile/deep-object.js';
import { Type } from '#src/schema/type.js';
import { buildShape } from '#src/serialization/shape-builder.js';
import type { ObjectShape } from '#src/serialization/shape.js';

const Filter = Type.Object({
  name: Type.Optional(Type.String()),
  price: Type.Optional(Type.Object({ gte: Type.Integer(), lte: Type.Optional(Type.Integer()) })),
  tags: Type.Optional(Type.Array(Type.String())),
  parts: Type.Optional(Type.Union([Type.Array(Type.Object({ id: Type.Integer() })), Type.Null()])),
  seen: Type.Optional(Type.Set(Type.String())),
  places: Type.Optional(Type.Record(Type.String(), Type.String())),
  open: Type.Optional(Type.Unknown()),
});

function read(text: string): unknown {
  const value = readDeepObject(parse(text) as Record<string, unknown>, 'f', buildShape(Filter) as ObjectShape);
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

t.test('reads members in brackets', async (t) => {
  for (const [given, want] of [
    ['other=1', undefined],
    ['f=1&f[a=2&g[name]=x', undefined],
    ['f[name]=x', { name: 'x' }],
    ['f[name]=x&f[name]=y', { name: ['x', 'y'] }],
    ['f[price][gte]=5&f[price][lte]=9', { price: { gte: '5', lte: '9' } }],
    ['f[tags]=a', { tags: 'a' }],
    ['f[tags]=a&f[tags]=b', { tags: ['a', 'b'] }],
    ['f[tags][]=a', { tags: ['a'] }],
    ['f[tags][]=a&f[tags][]=b', { tags: ['a', 'b'] }],
    ['f[tags][1]=b&f[tags][0]=a', { tags: ['a', 'b'] }],
    ['f[tags][999999]=b&f[tags][2]=a&f[tags][]=c', { tags: ['a', 'b', 'c'] }],
    ['f[tags][x]=b', { tags: { x: 'b' } }],
    ['f[parts][0][id]=1&f[parts][1][id]=2', { parts: [{ id: '1' }, { id: '2' }] }],
    ['f[parts][][id]=1', { parts: [{ id: '1' }] }],
    ['f[seen][]=a', { seen: ['a'] }],
    ['f[places][0]=a', { places: { 0: 'a' } }],
    ['f[open][a]=1', { open: { a: '1' } }],
    ['f[open][]=1', { open: ['1'] }],
    ['f[name][x]=1', { name: { x: '1' } }],
    ['f[undeclared]=1', { undeclared: '1' }],
    ['f[]=1', { '': '1' }],
  ] as const) {
    t.strictSame(read(given), want, given);
  }
});

t.test('touches no prototype', async (t) => {
  const part = parse('f[__proto__][polluted]=1&f[constructor][prototype][polluted]=1&f[places][__proto__]=1&f[name]=x') as Record<string, unknown>;
  const object = readDeepObject(part, 'f', buildShape(Filter) as ObjectShape) as object;
  t.equal(Object.getPrototypeOf(object), null);
  t.strictSame(Reflect.ownKeys(object), ['name']);
  t.equal('polluted' in {}, false);
});

t.test('hands on a text instead of an object beyond its limits', async (t) => {
  t.type(read(`f${'[a]'.repeat(MAX_BRACKETS)}=x`), 'object');
  t.equal(read(`f${'[a]'.repeat(MAX_BRACKETS + 1)}=x`), 'x');
  t.equal(read(Array.from({ length: MAX_KEYS + 1 }, (_, index) => `f[k${index}]=x`).join('&')), 'x');
});

t.test('tells its keys', async (t) => {
  t.equal(isDeepKey('f[a]', 'f'), true);
  t.strictSame(
    ['f', 'f[a', 'ff[a]', 'a[f]'].map((key) => isDeepKey(key, 'f')),
    [false, false, false, false],
  );
});
