import t from 'tap';
import { OutgoingMessage } from '#src/frame.js';
import { Outbox } from '#src/outbox.js';
import type { SlowReaderPolicy } from '#src/outbox.js';

/** A connection of a test: takes what it is told to take. */
class Pipe {
  readonly taken: string[] = [];
  pending = 0;
  isStuck = false;
  readonly #waiting: { message: OutgoingMessage; done: () => void }[] = [];

  flush = (done: () => void): void => this.write(new OutgoingMessage(''), done);

  write = (message: OutgoingMessage, done: () => void): void => {
    if (this.isStuck) {
      this.pending += message.frame.length;
      this.#waiting.push({ message, done });
      return;
    }
    this.taken.push(String(message.data).slice(0, 1));
    done();
  };

  flow(): void {
    this.isStuck = false;
    const written = this.#waiting.splice(0);
    this.pending = 0;
    for (const { message } of written) this.taken.push(String(message.data).slice(0, 1));
    for (const { done } of written) done();
  }
}

function createOutbox(policy: SlowReaderPolicy) {
  const pipe = new Pipe();
  let overflows = 0;
  let idles = 0;
  const outbox = new Outbox(pipe, { limit: 1_000, policy }, { onOverflow: () => (overflows += 1), onIdle: () => (idles += 1) });
  // 400 bytes and a header of four.
  const write = (name: string): Promise<boolean> => outbox.write(new OutgoingMessage(name.repeat(400)));
  return { pipe, outbox, write, overflows: () => overflows, idles: () => idles };
}

t.test('says when a message is written: at once where the system takes it', async (t) => {
  const { pipe, write } = createOutbox('wait');
  t.strictSame(await write('a'), true);
  pipe.isStuck = true;
  const [second, third] = [write('b'), write('c')];
  pipe.flow();
  t.strictSame([await second, await third, pipe.taken], [true, true, ['a', 'b', 'c']]);
});

t.test('holds as much again as the limit for senders that wait, then says to close', async (t) => {
  const { pipe, outbox, write, overflows } = createOutbox('wait');
  pipe.isStuck = true;
  const held = ['a', 'b', 'c', 'd'].map(write);
  t.strictSame([outbox.size, overflows()], [1_616, 0]);
  t.strictSame([await write('e'), overflows()], [false, 1]);
  let isEmpty = false;
  outbox.whenEmpty(() => {
    isEmpty = true;
  });
  t.strictSame(isEmpty, false);
  pipe.flow();
  t.strictSame([await Promise.all(held), pipe.taken, isEmpty], [[true, true, true, true], ['a', 'b', 'c', 'd'], true]);
});

t.test('says to close at the limit where the policy is to close', async (t) => {
  const { pipe, write, overflows } = createOutbox('close');
  pipe.isStuck = true;
  for (const name of ['a', 'b']) void write(name);
  t.strictSame([await write('c'), overflows()], [false, 1]);
});

t.test('drops the oldest that wait where the policy is to drop, and says so', async (t) => {
  const { pipe, outbox, write, overflows } = createOutbox('drop-oldest');
  pipe.isStuck = true;
  const sent = ['a', 'b', 'c', 'd'].map(write);
  t.ok(outbox.size <= 1_000);
  pipe.flow();
  const written = await Promise.all(sent);
  t.strictSame([written.filter((isWritten) => !isWritten).length > 0, written.at(-1), overflows()], [true, true, 0]);
  t.strictSame(pipe.taken.at(-1), 'd');
});

t.test('sends a message larger than the limit when nothing else waits', async (t) => {
  const { outbox } = createOutbox('close');
  t.strictSame(await outbox.write(new OutgoingMessage('x'.repeat(5_000))), true);
});

t.test('tells all who wait that it is too late, when it is closed', async (t) => {
  const { pipe, outbox, write } = createOutbox('wait');
  pipe.isStuck = true;
  const sent = ['a', 'b', 'c'].map(write);
  outbox.close();
  t.strictSame(await Promise.all([...sent, write('d')]), [false, false, false, false]);
});

t.test('says once everything is written, and what it began with, too', async (t) => {
  const { pipe, outbox, write, idles } = createOutbox('wait');
  pipe.isStuck = true;
  const sent = [outbox.adopt(), write('a'), write('b')];
  t.strictSame(idles(), 0);
  pipe.flow();
  t.strictSame([await Promise.all(sent), pipe.taken, idles()], [[true, true, true], ['', 'a', 'b'], 1]);
});
