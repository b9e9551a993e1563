import t from 'tap';
import { HttpError } from '@typhoon/core';
import { cutReason, isSendableCode, toClosing } from '#src/close-code.js';
import { SocketError } from '#src/socket.js';

t.test('knows the codes that a close frame may carry', async (t) => {
  const sendable = [1000, 1001, 1003, 1007, 1008, 1011, 1013, 3000, 4000, 4999];
  const others = [0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 1000.5, Number.NaN];
  t.strictSame(sendable.filter(isSendableCode), sendable);
  t.strictSame(others.filter(isSendableCode), []);
});

t.test('cuts a reason to 123 bytes, and no character in two', async (t) => {
  const rows = [
    ['short', 'short'],
    ['x'.repeat(123), 'x'.repeat(123)],
    ['x'.repeat(124), 'x'.repeat(123)],
    ['é'.repeat(62), 'é'.repeat(61)],
    [`x${'😀'.repeat(40)}`, `x${'😀'.repeat(30)}`],
  ] as const;
  for (const [given, want] of rows) t.strictSame(cutReason(given), want);
});

t.test('closes with 4000 and the status of an HTTP error, with what a SocketError says, and with 1011 for anything else', async (t) => {
  const Gone = HttpError.define({ status: 410, code: 'gone_for_good', title: 'Gone' });
  t.strictSame(toClosing(new Gone()), { code: 4410, reason: 'gone_for_good' });
  t.strictSame(toClosing(new HttpError(503)), { code: 4503, reason: 'service_unavailable' });
  t.strictSame(toClosing(new SocketError(4001, 'Over')), { code: 4001, reason: 'Over' });
  t.strictSame(toClosing(new SocketError(1006)), { code: 1011, reason: '' }, 'a code that may not be sent');
  t.strictSame(toClosing(new Error('secret')), { code: 1011, reason: '' });
});
