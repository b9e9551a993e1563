import t from 'tap';
import { isJson, readerOf } from '#src/runtime/media-type.js';

t.test('knows JSON by its names', async (t) => {
  const types = ['application/json; charset=utf-8', 'text/json', 'application/problem+json', 'application/jsonl', 'text/json5'];
  t.strictSame(types.map(isJson), [true, true, true, false, false]);
});

t.test('reads as text what is some', async (t) => {
  const texts = ['text/csv', 'application/xml', 'image/svg+xml', 'application/yaml', 'application/javascript', 'application/x-www-form-urlencoded'];
  t.strictSame([...new Set(texts.map(readerOf))], ['text']);
  t.strictSame(
    ['application/octet-stream', 'image/png', '', undefined].map((type) => readerOf(type)),
    ['blob', 'blob', 'blob', 'blob'],
  );
});
