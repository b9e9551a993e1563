import t from 'tap';
import { parseJson } from '#src/http/json-body.js';

t.test('reads JSON in UTF-8, marked or not; nothing is no body', (t) => {
  const rows = [
    ['{"a":[1,null,"ü"]}', { a: [1, null, 'ü'] }],
    ['\ufeff{"a":1}', { a: 1 }],
    [' 1 ', 1],
    ['null', null],
    ['"text"', 'text'],
    ['', undefined],
  ] as const;
  for (const [text, want] of rows) t.strictSame(parseJson(Buffer.from(text)), want, text);
  t.end();
});

t.test('says where the first mistake is', (t) => {
  const rows = [
    ['{"a":}', 5],
    ['{', 1],
    ['[1,]', 3],
    ['nul', 0],
    ['{"a":1}x', 7],
    ['\ufeff{"a" 1}', 5],
    ["{'a':1}", 1],
  ] as const;
  for (const [text, position] of rows) {
    const thrown = t.throws(() => parseJson(Buffer.from(text)), { name: 'BodySyntaxError' }, text) as unknown;
    t.match(thrown, { issue: { type: 'json_invalid', loc: ['body', position], msg: 'JSON decode error', ctx: { error: String } } }, text);
  }
  t.end();
});

t.test('refuses what is no UTF-8', (t) => {
  const thrown = t.throws(() => parseJson(Buffer.from([0x22, 0xff, 0x22])), { name: 'BodySyntaxError' }) as unknown;
  t.match(thrown, { issue: { loc: ['body', 0], ctx: { error: 'The body is not valid UTF-8' } } });
  t.end();
});

t.test('drops __proto__ at every depth, however it is spelled, and keeps constructor', (t) => {
  const text = '{"__proto__":{"x":1},"a":[{"\\u005f_proto__":2,"b":{"_\\u005Fproto__":3,"__pr\\u006fto__":4,"c":5}}],"constructor":{"prototype":6}}';
  const value = parseJson(Buffer.from(text)) as object;
  t.equal(JSON.stringify(value), '{"a":[{"b":{"c":5}}],"constructor":{"prototype":6}}');
  t.equal(Object.getPrototypeOf(value), Object.prototype);
  t.end();
});

t.test('is not brought down by depth', (t) => {
  const depth = 20_000;
  const value = parseJson(Buffer.from(`${'['.repeat(depth)}{"__proto__":1,"a":2}${']'.repeat(depth)}`));
  let inner = value;
  for (let level = 0; level < depth; level++) inner = (inner as unknown[])[0];
  t.strictSame(Object.keys(inner as object), ['a']);
  t.end();
});
