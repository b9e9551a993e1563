import t from 'tap';
import { readCookies } from '#src/http/cookies.js';

t.test('reads cookies by name', (t) => {
  const rows: [string | undefined, Record<string, string>][] = [
    [undefined, {}],
    ['', {}],
    ['a=1', { a: '1' }],
    ['a=1; b=2;c=3', { a: '1', b: '2', c: '3' }],
    ['a="x y"', { a: 'x y' }],
    ['a=""', { a: '' }],
    ['a="', { a: '"' }],
    ['a="x', { a: '"x' }],
    ['a=%E2%82%AC; b="%22"', { a: '€', b: '"' }],
    ['a=%zz', { a: '%zz' }],
    ['a=1=2', { a: '1=2' }],
    ['a; b=1; ;=;', { b: '1', '': '' }],
    ['a=1; b=3; a=2', { a: '2', b: '3' }],
    ['__proto__=1; constructor=2', JSON.parse('{"__proto__":"1","constructor":"2"}') as Record<string, string>],
  ];
  for (const [header, want] of rows) t.strictSame(Object.entries(readCookies(header)), Object.entries(want), String(header));
  t.end();
});
