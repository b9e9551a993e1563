import t from 'tap';
import { contentTooLarge, isJsonType, isUtf8Type, toMediaType, unsupportedMediaType } from '#src/http/media-type.js';

t.test('takes parameters and case off a content type', (t) => {
  const rows = [
    ['application/json', 'application/json'],
    ['Application/JSON; charset=utf-8', 'application/json'],
    ['text/html;q=1;x="a;b"', 'text/html'],
    [' text/plain ', 'text/plain'],
    ['', ''],
  ] as const;
  for (const [given, want] of rows) t.equal(toMediaType(given), want, given);
  t.end();
});

t.test('knows what is written in JSON', (t) => {
  const rows = [
    ['application/json', true],
    ['application/problem+json', true],
    ['application/vnd.api+json', true],
    ['text/json', false],
    ['image/x+json', false],
    ['application/jsonl', false],
    ['application/json+xml', false],
  ] as const;
  for (const [given, want] of rows) t.equal(isJsonType(given), want, given);
  t.end();
});

t.test('knows charsets that are read wrongly', (t) => {
  const rows = [
    ['application/json', true],
    ['application/json; charset=UTF-8', true],
    ['application/json; Charset="utf8"', true],
    ['application/json; version=1', true],
    ['application/json; charset=latin1', false],
    ['application/json; charset=utf-16', false],
    ['application/json; charset=', false],
  ] as const;
  for (const [given, want] of rows) t.equal(isUtf8Type(given), want, given);
  t.end();
});

t.test('says what was found and what would do', (t) => {
  const rows = [
    ['text/plain', ['application/json'], "The content type 'text/plain' is not supported. Send application/json.", { accept: 'application/json' }],
    [undefined, ['a/b', 'c/d'], 'The request body has no content type. Send a/b or c/d.', { accept: 'a/b, c/d' }],
    ['text/plain', [], "The content type 'text/plain' is not supported. Send no body.", {}],
    ['x'.repeat(200), ['a/b'], `The content type '${'x'.repeat(100)}' is not supported. Send a/b.`, { accept: 'a/b' }],
  ] as const;
  for (const [found, accepted, detail, headers] of rows) {
    const error = unsupportedMediaType(found, accepted);
    t.strictSame([error.status, error.detail, error.headers], [415, detail, headers]);
  }
  t.match(contentTooLarge('Too much.'), { status: 413, detail: 'Too much.' });
  t.end();
});
