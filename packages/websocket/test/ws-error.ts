import t from 'tap';
import { codeOf } from '#src/ws-error.js';

t.test('knows the close code of what ws refuses; anything else is a lost connection', async (t) => {
  const rows = [
    ['WS_ERR_UNSUPPORTED_MESSAGE_LENGTH', 1009],
    ['WS_ERR_INVALID_UTF8', 1007],
    ['WS_ERR_EXPECTED_MASK', 1002],
    ['ECONNRESET', 1006],
    [undefined, 1006],
  ] as const;
  for (const [code, want] of rows) t.strictSame(codeOf(Object.assign(new Error('x'), { code })), want, String(code));
});
