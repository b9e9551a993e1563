import t from 'tap';
import { toParameterStyle } from '#src/generate/print/parameter-style.js';
import { encodeReserved, givenOf, isObject, toParts, toPlain, toText } from '#src/runtime/parameter-text.js';
import type { ParameterStyle } from '#src/runtime/parameter-text.js';

/** As the generator tells the run time of a style. */
const styleOf = (style: string, explode: boolean) => toParameterStyle(style, explode) as ParameterStyle;

const COLORS = ['blue', 'black', 'brown'];
const RGB = { R: 100, G: 200, B: 150 };

// OpenAPI 3.1.1 §4.8.12.6, the table of style examples.
const IN_PATH: readonly [style: string, boolean, unknown, string][] = [
  ['simple', false, 'blue', 'blue'],
  ['simple', false, COLORS, 'blue,black,brown'],
  ['simple', false, RGB, 'R,100,G,200,B,150'],
  ['simple', true, RGB, 'R=100,G=200,B=150'],
  ['label', false, '', '.'],
  ['label', false, 'blue', '.blue'],
  ['label', false, COLORS, '.blue,black,brown'],
  ['label', false, RGB, '.R,100,G,200,B,150'],
  ['label', true, COLORS, '.blue.black.brown'],
  ['label', true, RGB, '.R=100.G=200.B=150'],
  ['matrix', false, '', ';color'],
  ['matrix', false, 'blue', ';color=blue'],
  ['matrix', false, COLORS, ';color=blue,black,brown'],
  ['matrix', false, RGB, ';color=R,100,G,200,B,150'],
  ['matrix', true, COLORS, ';color=blue;color=black;color=brown'],
  ['matrix', true, RGB, ';R=100;G=200;B=150'],
];

t.test('writes what stands in a path as the table of OpenAPI has it', async (t) => {
  for (const [style, explode, value, want] of IN_PATH) t.equal(toText('color', value, styleOf(style, explode)), want, `${style} ${explode}`);
});

const IN_QUERY: readonly [style: string, boolean, unknown, string][] = [
  ['form', false, '', 'color='],
  ['form', false, 'blue', 'color=blue'],
  ['form', false, COLORS, 'color=blue,black,brown'],
  ['form', false, RGB, 'color=R,100,G,200,B,150'],
  ['form', true, COLORS, 'color=blue&color=black&color=brown'],
  ['form', true, RGB, 'R=100&G=200&B=150'],
  ['spaceDelimited', false, COLORS, 'color=blue%20black%20brown'],
  ['spaceDelimited', false, RGB, 'color=R%20100%20G%20200%20B%20150'],
  ['pipeDelimited', false, COLORS, 'color=blue%7Cblack%7Cbrown'],
  ['deepObject', true, RGB, 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
];

t.test('writes what stands in a query as the table of OpenAPI has it', async (t) => {
  for (const [style, explode, value, want] of IN_QUERY) t.equal(toParts('color', value, styleOf(style, explode)).join('&'), want, `${style} ${explode}`);
});

const CORNERS: readonly [name: string, ParameterStyle, unknown, string][] = [
  ['lists come apart by themselves', {}, ['a', 'b'], 'q=a&q=b'],
  ['objects do not', {}, { a: 1 }, 'q=%7B%22a%22%3A1%7D'],
  ['an empty list is nothing', { explode: false }, [], ''],
  ['an empty exploded list is nothing', {}, [], ''],
  ['what is undefined or null is left out of objects', { explode: true }, { a: 1, b: undefined, c: null }, 'a=1'],
  ['delimiters in values are encoded', { explode: false }, ['a,b', 'c'], 'q=a%2Cb,c'],
  ['deepObject goes deeper, and repeats lists', { deep: true, explode: true }, { a: { b: 1 }, c: [2, 3] }, 'q%5Ba%5D%5Bb%5D=1&q%5Bc%5D=2&q%5Bc%5D=3'],
  ['values and names are encoded', { explode: true }, { 'a b': '&=+é' }, 'a%20b=%26%3D%2B%C3%A9'],
  [
    'allowReserved leaves what is reserved, but for what would end the value',
    { encode: encodeReserved },
    'a/b?c=[d]:e&f#g+h%20i',
    'q=a/b?c=[d]:e%26f%23g%2Bh%20i',
  ],
  ['allowReserved encodes a percent sign that encodes nothing', { encode: encodeReserved }, '100% é', 'q=100%25%20%C3%A9'],
  ['dates are written as RFC 3339 has them', {}, new Date(0), 'q=1970-01-01T00%3A00%3A00.000Z'],
  ['objects in lists are JSON where the style cannot say more', { explode: false }, [{ a: 1 }], 'q=%7B%22a%22%3A1%7D'],
  ['objects in exploded lists and objects, too', { explode: true }, { a: { b: 1 }, c: [{ d: 2 }] }, 'a=%7B%22b%22%3A1%7D&c=%7B%22d%22%3A2%7D'],
  ['a cookie in its own style is not escaped', { explode: true, encode: String }, { sid: 'a+b=%20' }, 'sid=a+b=%20'],
  ['content is JSON as a whole', { content: 'application/json' }, ['a', 1], 'q=%5B%22a%22%2C1%5D'],
];

t.test('writes the corners that the table leaves open', async (t) => {
  for (const [name, style, value, want] of CORNERS) t.equal(toParts('q', value, style).join('&'), want, name);
});

t.test('encodes no header', async (t) => {
  t.equal(toText('x', ['a b', 'c'], { encode: String }), 'a b,c');
});

t.test('takes for an object what has properties of its own, and nothing that fetch takes', async (t) => {
  class Point {
    x = 1;
  }
  for (const value of [{}, new Point(), Object.create(null) as object]) t.equal(isObject(value), true);
  for (const value of [null, undefined, [], new Date(), new FormData(), new URLSearchParams(), new Blob([]), new Uint8Array(), new ReadableStream()]) {
    t.equal(isObject(value), false);
  }
});

t.test('leaves out undefined and null, and nothing else', async (t) => {
  t.strictSame(
    givenOf({ a: undefined, b: null, c: 0, d: '', e: false }).map(([name]) => name),
    ['c', 'd', 'e'],
  );
  t.strictSame([1, true, 'a', 2n, { a: 1 }].map(toPlain), ['1', 'true', 'a', '2', '{"a":1}']);
});
