import { HttpError } from '@typhoon/core';
import t from 'tap';
import { MessageError } from '#src/message-error.js';
import { refuseByVerdict, refuseInvalid } from '#src/message-refusal.js';
import type { RefusingSocket } from '#src/message-refusal.js';

function createSocket(invalid: RefusingSocket['channel']['invalid'] = 'close') {
  const steps: unknown[] = [];
  const socket: RefusingSocket = {
    log: { error: (_details: object, text: string) => void steps.push(text) } as never,
    channel: { invalid },
    send: async (message) => {
      steps.push(message);
      return Promise.resolve(true);
    },
    fail: (code, reason) => void steps.push(`${code} ${reason}`),
  };
  return { steps, socket };
}

t.test('closes as the error says, answers, or says nothing', async (t) => {
  const { socket, steps } = createSocket();
  refuseByVerdict(socket, new HttpError(429, { code: 'rate_limited' }));
  refuseByVerdict(socket, { answer: 'slowly' });
  refuseByVerdict(socket, {});
  refuseByVerdict(socket, new Error('secret'));
  t.strictSame(steps, ['4429 rate_limited', 'slowly', 'What a message was asked about could not be found out', '1011 ']);
});

t.test('closes for a message that does not fit, unless the route answers', async (t) => {
  const error = new MessageError('wrong', [{ type: 'missing', loc: ['message', 'text'], msg: 'Field required', input: {} }]);
  const closing = createSocket();
  refuseInvalid(closing.socket, error);
  refuseInvalid(closing.socket, new Error('a bug'));
  t.match(closing.steps, [/^1008 message/, 'A message could not be read', '1011 ']);
  const answering = createSocket(({ issues }) => `${issues.length} issue`);
  refuseInvalid(answering.socket, error);
  const broken = createSocket(() => {
    throw new Error('a bug');
  });
  refuseInvalid(broken.socket, error);
  t.strictSame([answering.steps, broken.steps], [['1 issue'], ['The answer to a message that was refused could not be written', '1011 ']]);
});
