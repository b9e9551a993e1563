import t from 'tap';
import { toByteString } from '#src/runtime/byte-string.js';

t.test('writes UTF-8, a character for each byte, as headers and base64 take it', async (t) => {
  t.equal(Buffer.from(toByteString('é€😀'), 'latin1').toString('utf8'), 'é€😀');
  t.doesNotThrow(() => new Headers({ 'last-event-id': toByteString('😀') }));
});
