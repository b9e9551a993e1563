import type { FastifyRequest } from 'fastify';
import t from 'tap';
import { NOT_RUN } from '#src/compile/dependencies.js';
import { compileReader } from '#src/compile/reader-code.js';
import type { ReaderInput, ReaderPart } from '#src/compile/reader-code.js';
import { INVALID } from '#src/validation/validator.js';

/** A parameter that is left as it is, but for the text 'bad'. */
function input(slot: number, member: string | undefined, rest: Partial<ReaderInput> = {}): ReaderInput {
  return {
    slot,
    member,
    isWhole: false,
    validator: { read: (value) => (value === 'bad' ? INVALID : value) },
    absent: () => undefined,
    interpret: (part) => ['interpreted', part],
    ...rest,
  };
}

function query(...inputs: readonly ReaderInput[]): ReaderPart {
  return { part: 'query', read: (request) => request.query, isAsReceived: true, inputs, hasUnknown: undefined };
}

function read(parts: readonly ReaderPart[], request: object): { readonly isValid: boolean; readonly values: unknown[] } {
  const values: unknown[] = [];
  return { isValid: compileReader(parts)(request as FastifyRequest, values), values };
}

t.test('members are looked up by name and put into their slots; what is refused is marked, and the rest is read on', (t) => {
  t.strictSame(read([query(input(1, 'a'), input(0, 'b'))], { query: { a: '1', b: '2' } }), { isValid: true, values: ['2', '1'] });
  t.strictSame(read([query(input(0, 'a'), input(1, 'b'))], { query: { a: 'bad', b: '2' } }), { isValid: false, values: [NOT_RUN, '2'] });
  t.strictSame(read([query(input(0, 'a', { absent: () => 7 }), input(1, 'b', { absent: () => INVALID }))], { query: {} }), {
    isValid: false,
    values: [7, NOT_RUN],
  });
  t.strictSame(read([], {}), { isValid: true, values: [] });
  t.strictSame(read([query()], { query: {} }), { isValid: true, values: [] });
  t.end();
});

t.test('a name may be any text, and is no code', (t) => {
  for (const name of [`"]; throw 1; //`, 'k0', 'k[0]', '${v}', "it's", '\u2028', '__proto__x']) {
    t.strictSame(read([query(input(0, name))], { query: { [name]: 'x' } }), { isValid: true, values: ['x'] }, name);
  }
  t.end();
});

t.test('what is inherited, or stands in no plain object, is left to the interpreter', (t) => {
  const inherited = Object.create({ a: 'inherited' }) as object;
  for (const part of [inherited, ['a'], 'text', null, undefined, JSON.parse('{"__proto__":"a"}')]) {
    t.strictSame(read([query(input(0, 'a'))], { query: part }).values, [['interpreted', part]]);
  }
  for (const name of ['constructor', 'toString', '__proto__']) t.strictSame(read([query(input(0, name))], { query: {} }).values, [['interpreted', {}]]);
  const bare = Object.assign(Object.create(null) as object, { a: '1' });
  t.strictSame(read([query(input(0, 'a'))], { query: bare }).values, ['1']);
  t.end();
});

t.test('a polluted prototype of all objects is seen when it happens', (t) => {
  const reader = compileReader([query(input(0, 'a'))]);
  const values: unknown[] = [];
  Object.defineProperty(Object.prototype, 'a', { value: 'polluted', configurable: true });
  t.teardown(() => delete (Object.prototype as Record<string, unknown>)['a']);
  reader({ query: {} } as FastifyRequest, values);
  t.strictSame(values, [['interpreted', {}]]);
  t.end();
});

t.test('a part that is made first is made once; members without a name, and unknown keys, are asked of others', (t) => {
  let made = 0;
  const make = (): object => {
    made++;
    return { a: '1', x: '2' };
  };
  const part: ReaderPart = { ...query(input(0, 'a'), input(1, undefined)), read: make, isAsReceived: false, hasUnknown: (keys) => 'x' in (keys as object) };
  t.strictSame(read([part], {}), { isValid: false, values: ['1', ['interpreted', { a: '1', x: '2' }]] });
  t.equal(made, 1);
  t.end();
});

t.test('what stands for a whole part is read as it stands, and what is not there has its default', (t) => {
  const whole = (rest: Partial<ReaderInput> = {}): ReaderPart => ({ ...query(input(0, undefined, { isWhole: true, ...rest })), part: 'body' });
  for (const body of [{ a: 1 }, ['a'], null, 0, '']) t.strictSame(read([whole()], { body }), { isValid: true, values: [body] });
  t.strictSame(read([whole()], { body: 'bad' }), { isValid: false, values: [NOT_RUN] });
  t.strictSame(read([whole({ absent: () => 7 })], { body: undefined }), { isValid: true, values: [7] });
  t.end();
});
