import t from 'tap';
import { bodyKind, preferredOf } from '#src/generate/document/media-type.js';

t.test('media types are told by how bodies of them are read', async (t) => {
  const rows = {
    'application/json': 'json',
    'Application/Problem+JSON; charset=utf-8': 'json',
    'text/event-stream': 'events',
    'application/x-ndjson': 'lines',
    'application/jsonl': 'lines',
    'application/x-www-form-urlencoded': 'form',
    'multipart/form-data': 'multipart',
    'text/csv': 'text',
    'application/xml': 'text',
    'image/svg+xml': 'text',
    'application/octet-stream': 'binary',
    'image/*': 'binary',
  };
  t.strictSame(Object.fromEntries(Object.keys(rows).map((name) => [name, bodyKind(name)])), rows);
});

t.test('of several media types JSON is preferred, and a wildcard least', async (t) => {
  t.equal(preferredOf(['application/xml', 'multipart/form-data', 'application/json']), 'application/json');
  t.equal(preferredOf(['application/xml', 'application/x-www-form-urlencoded']), 'application/x-www-form-urlencoded');
  t.equal(preferredOf(['*/*', 'image/png']), 'image/png');
  t.equal(preferredOf([]), undefined);
});
