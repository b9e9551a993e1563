import t from 'tap';
import { RequestTimeout, TooBusy } from '#src/index.js';

t.test('declares what limits of requests are answered with', async (t) => {
  t.strictSame(
    [RequestTimeout, TooBusy].map(({ definition: { status, code } }) => [status, code]),
    [
      [504, 'timeout'],
      [503, 'too_busy'],
    ],
  );
});
