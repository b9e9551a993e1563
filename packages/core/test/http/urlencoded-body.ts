import t from 'tap';
import { MAX_FIELDS, parseForm } from '#src/http/urlencoded-body.js';

t.test('reads fields, those of a repeated name as a list', (t) => {
  const rows = [
    ['', {}],
    ['a=1', { a: '1' }],
    ['a=1&a=2&a=3', { a: ['1', '2', '3'] }],
    ['a=x+y&b=%C3%BC', { a: 'x y', b: 'ü' }],
    ['a=%zz&b=%', { a: '%zz', b: '%' }],
    ['a&b=', { a: '', b: '' }],
    ['a=b=c', { a: 'b=c' }],
    ['a%5Bb%5D=1', { 'a[b]': '1' }],
    ['__proto__=1&constructor=2', { constructor: '2' }],
  ] as const;
  for (const [text, want] of rows) t.strictSame({ ...parseForm(text).fields }, want, text);
  t.end();
});

t.test('refuses more fields than anyone fills in', (t) => {
  t.equal(Object.keys(parseForm(Array.from({ length: MAX_FIELDS }, (_, index) => `f${index}`).join('&')).fields).length, MAX_FIELDS);
  t.throws(() => parseForm('&'.repeat(MAX_FIELDS)), { message: 'The form has more than 1000 fields.' });
  t.end();
});
