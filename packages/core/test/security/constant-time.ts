import t from 'tap';
import { constantTimeEqual } from '#src/security/constant-time.js';

t.test('compares text and bytes of any length', async (t) => {
  for (const [left, right, want] of [
    ['secret', 'secret', true],
    ['', '', true],
    ['ü🔑', Buffer.from('ü🔑'), true],
    [new Uint8Array([1, 2]), Buffer.from([1, 2]), true],
    ['secret', 'secreT', false],
    ['secret', 'secret ', false],
    ['secret', '', false],
    ['é', 'e\u0301', false],
    [new Uint8Array([1, 2]), new Uint8Array([1, 2, 0]), false],
  ] as const) {
    t.equal(constantTimeEqual(left, right), want, `${String(left)} and ${String(right)}`);
    t.equal(constantTimeEqual(right, left), want);
  }
});
