import { Readable } from 'node:stream';
import t from 'tap';
import { toRequestBody } from '#src/request-body.js';

t.test('A body has the type that it is, and says whether it can be sent again', (t) => {
  t.strictSame(toRequestBody({}), { content: undefined, headers: {}, isRepeatable: true });
  t.strictSame(toRequestBody({ json: null }), { content: 'null', headers: { 'content-type': 'application/json' }, isRepeatable: true });
  t.match(toRequestBody({ form: { a: 'ä&b', list: [1, 2], none: undefined } }), { content: 'a=%C3%A4%26b&list=1&list=2' });
  t.match(toRequestBody({ body: new Uint8Array(1) }), { isRepeatable: true });
  t.match(toRequestBody({ body: Readable.from(['a']) }), { isRepeatable: false });
  t.throws(() => toRequestBody({ json: () => 1 }), TypeError);
  t.throws(() => toRequestBody({ json: 1, form: {} }), TypeError);
  t.end();
});
