import t from 'tap';
import { like } from '../fixtures/like.js';
import { createInbox } from '#src/runtime/inbox.js';

t.test('hands messages over in their order, to readers before and after', async (t) => {
  const inbox = createInbox();
  const early = [inbox.next(), inbox.next()];
  for (const message of [1, 2, 3]) inbox.push(message);
  inbox.end(undefined);
  const results = await Promise.all([...early, inbox.next(), inbox.next(), inbox.next()]);
  t.strictSame(
    results.map(({ value }) => value),
    [1, 2, 3, undefined, undefined],
  );
});

t.test('throws what it ended with, behind the messages that wait', async (t) => {
  const inbox = createInbox();
  inbox.push(1);
  inbox.end(new Error('broken'));
  t.equal((await inbox.next()).value, 1);
  await t.rejects(inbox.next(), like({ message: 'broken' }));
});

t.test('wakes all who wait when it ends', async (t) => {
  const inbox = createInbox();
  const waiting = [inbox.next(), inbox.next()];
  inbox.end(undefined);
  t.strictSame(await Promise.all(waiting), [
    { done: true, value: undefined },
    { done: true, value: undefined },
  ]);
});

t.test('takes nothing behind its end', async (t) => {
  const inbox = createInbox();
  inbox.end(undefined);
  t.throws(() => inbox.push(1), { name: 'TypeError' });
  t.strictSame(await inbox.next(), { done: true, value: undefined });
});
