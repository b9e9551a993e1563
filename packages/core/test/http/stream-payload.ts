import t from 'tap';
import { createStreamPayload, isStreamPayload } from '#src/http/stream-payload.js';

t.test('is told from everything else that may be sent', (t) => {
  const format = { write: String, headers: {}, openAfter: 1, isOpenEnded: false };
  t.equal(isStreamPayload(createStreamPayload([1], format)), true);
  for (const value of [{ source: [], format }, [1], 'text', null, undefined]) t.equal(isStreamPayload(value), false);
  t.end();
});
