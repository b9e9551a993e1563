import t from 'tap';
import { Inbox } from '#src/inbox.js';

function createInbox(maxBytes = 100) {
  const steps: string[] = [];
  return { steps, inbox: new Inbox<number>({ pause: () => steps.push('pause'), resume: () => steps.push('resume') }, maxBytes) };
}

t.test('hands messages over in order, to those who wait first', async (t) => {
  const { inbox } = createInbox();
  const [first, second] = [inbox.next(), inbox.next()];
  for (const message of [1, 2, 3]) inbox.push(message, 1);
  t.strictSame([(await first).value, (await second).value, (await inbox.next()).value], [1, 2, 3]);
});

t.test('ends when what is there has been read, and takes nothing more', async (t) => {
  const { inbox } = createInbox();
  inbox.push(1, 1);
  inbox.end();
  inbox.push(2, 1);
  t.strictSame(
    [await inbox.next(), await inbox.next()],
    [
      { done: false, value: 1 },
      { done: true, value: undefined },
    ],
  );
  const waiting = createInbox().inbox;
  const read = waiting.next();
  waiting.end();
  t.strictSame(await read, { done: true, value: undefined });
});

t.test('makes the peer wait at a thousand messages or so many bytes, until half of them are read', async (t) => {
  const bytes = createInbox(100);
  for (let index = 0; index < 3; index++) bytes.inbox.push(index, 40);
  t.strictSame([bytes.steps, bytes.inbox.isPaused], [['pause'], true]);
  await bytes.inbox.next();
  t.strictSame(bytes.steps, ['pause']);
  await bytes.inbox.next();
  t.strictSame([bytes.steps, bytes.inbox.isPaused], [['pause', 'resume'], false]);

  const many = createInbox(1_000_000);
  for (let index = 0; index < 3_000; index++) many.inbox.push(index, 1);
  const read: unknown[] = [];
  for (let index = 0; index < 3_000; index++) read.push((await many.inbox.next()).value);
  t.strictSame(
    read,
    Array.from({ length: 3_000 }, (_, index) => index),
  );
  t.strictSame(many.steps, ['pause', 'resume']);
});

t.test('forgets who no longer waits', async (t) => {
  const { inbox } = createInbox();
  const reader = (): void => void t.fail('was told');
  inbox.readWith(reader);
  inbox.cancel(reader);
  inbox.push(1, 1);
  t.strictSame((await inbox.next()).value, 1);
});
