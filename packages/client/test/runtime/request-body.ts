import t from 'tap';
import { form } from '#src/runtime/form-body.js';
import { writeBody } from '#src/runtime/request-body.js';
import type { OperationDefinition } from '#src/runtime/operation-definition.js';

function write(value: unknown, definition: string | OperationDefinition['body'], given: Record<string, string> = {}, contentType?: string) {
  const headers = new Headers(given);
  const body = writeBody({ body: value, ...(contentType && { contentType }) }, typeof definition === 'string' ? [{ type: definition }] : definition, headers);
  return { body, type: headers.get('content-type') };
}

t.test('writes JSON and what is built on it', async (t) => {
  t.strictSame(write({ a: [1] }, 'application/json'), { body: '{"a":[1]}', type: 'application/json' });
  t.strictSame(write('text', 'application/merge-patch+json'), { body: '"text"', type: 'application/merge-patch+json' });
  t.strictSame(write(null, 'application/json').body, 'null');
});

t.test('hands over as it is what fetch takes itself, and texts', async (t) => {
  const blob = new Blob(['1'], { type: 'image/png' });
  t.strictSame(write(blob, 'application/octet-stream'), { body: blob, type: 'application/octet-stream' });
  t.strictSame(write(blob, '*/*'), { body: blob, type: null });
  const form = new FormData();
  t.strictSame(write(form, 'multipart/form-data'), { body: form, type: null });
  t.strictSame(write('a,b', 'text/csv'), { body: 'a,b', type: 'text/csv' });
  t.strictSame(write(3, 'text/plain'), { body: '3', type: 'text/plain' });
});

t.test('writes a list as a line of JSON for each item', async (t) => {
  t.strictSame(write([{ a: 1 }, 'b'], 'application/jsonl'), { body: '{"a":1}\n"b"\n', type: 'application/jsonl' });
});

t.test('writes of several media types the one of the headers, of the input, or the first', async (t) => {
  const several = [{ type: 'application/json' }, form('application/x-www-form-urlencoded'), { type: 'text/plain' }];
  const asForm = { body: 'a=1', type: 'application/x-www-form-urlencoded' };
  t.strictSame(write({ a: 1 }, several), { body: '{"a":1}', type: 'application/json' });
  t.strictSame(write({ a: 1 }, several, {}, 'application/x-www-form-urlencoded'), asForm);
  t.strictSame(write({ a: 1 }, several, { 'content-type': 'application/x-www-form-urlencoded' }), asForm);
  t.strictSame(write({ a: 1 }, 'application/json', { 'content-type': 'application/vnd.x+json' }).type, 'application/vnd.x+json');
  t.strictSame(write({ a: 1 }, 'application/json', {}, 'text/plain').type, 'application/json', 'a parameter of that name');
});

t.test('writes nothing where there is nothing', async (t) => {
  t.strictSame(write(undefined, 'application/json'), { body: undefined, type: null });
  t.strictSame(write({ a: 1 }, undefined), { body: undefined, type: null });
});
