import type { MessageGate, MessageVerdict } from '@typhoon/core';
import t from 'tap';
import { MessageQueue } from '#src/message-queue.js';
import type { MessageOwner } from '#src/message-queue.js';

/** A queue whose gate answers as it is told: at once, or when `answers` are called. */
function createQueue(gate?: MessageGate) {
  const steps: string[] = [];
  const answers: ((verdict: MessageVerdict) => void)[] = [];
  const owner: MessageOwner = {
    log: {} as never,
    readMessage: (data) => void steps.push(data.toString()),
    refuseMessage: (verdict) => void steps.push(verdict instanceof Error ? verdict.message : `dropped ${String(verdict.answer)}`),
  };
  const flow = { pause: () => void steps.push('pause'), resume: () => void steps.push('resume') };
  const later: MessageGate = () => new Promise((resolve) => answers.push(resolve));
  const queue = new MessageQueue(gate ?? later, owner, flow, 10);
  const settle = async (verdict?: MessageVerdict): Promise<void> => {
    answers.shift()?.(verdict);
    await new Promise(setImmediate);
  };
  return { steps, settle, push: (text: string) => queue.push(Buffer.from(text), false), queue };
}

t.test('hands on at once what is judged at once', async (t) => {
  let count = 0;
  const { steps, push } = createQueue(() => (++count > 2 ? { answer: 'no' } : undefined));
  for (const text of ['a', 'b', 'c']) push(text);
  t.strictSame(steps, ['a', 'b', 'dropped no']);
});

t.test('keeps the order of what is judged later, makes the peer wait, and tells when nothing waits', async (t) => {
  const { steps, push, settle, queue } = createQueue();
  for (const text of ['first', 'second', 'third']) push(text);
  t.strictSame([steps, queue.isPaused], [['pause'], true]);
  queue.whenEmpty(() => void steps.push('empty'));
  await settle();
  await settle({});
  await settle();
  t.strictSame([steps, queue.isPaused], [['pause', 'first', 'dropped undefined', 'third', 'empty', 'resume'], false]);
  queue.whenEmpty(() => void steps.push('at once'));
  t.equal(steps.at(-1), 'at once');
});

t.test('an error ends it: what came behind is read by nobody', async (t) => {
  const { steps, push, settle } = createQueue();
  for (const text of ['a', 'b', 'c']) push(text);
  await settle(new Error('enough'));
  t.strictSame(steps, ['enough']);
});

t.test('a gate that fails is an error, too', async (t) => {
  const failing = [
    createQueue(() => {
      throw new Error('now');
    }),
    createQueue(async () => Promise.reject(new Error('later'))),
  ];
  for (const { push } of failing) push('a');
  await new Promise(setImmediate);
  t.strictSame(
    failing.map(({ steps }) => steps),
    [['now'], ['later']],
  );
});
