import t from 'tap';
import { CallSlots } from '#src/call-slots.js';

t.test('As many calls pass as there are slots, the others in the order of their coming', async (t) => {
  const slots = new CallSlots(1, 2);
  const { signal } = new AbortController();
  const order: string[] = [];
  const first = await slots.take(signal);
  const enter = async (name: string): Promise<void> => {
    const give = await slots.take(signal);
    order.push(name);
    give();
  };
  const others = [enter('b'), enter('c')];
  t.strictSame([slots.active, slots.waiting, slots.isFull], [1, 2, true]);
  first();
  first();
  await Promise.all(others);
  t.strictSame([order, slots.active, slots.waiting, slots.isFull], [['b', 'c'], 0, 0, false]);
});

t.test('Who leaves the line is not called', async (t) => {
  const slots = new CallSlots(1, 1);
  const give = await slots.take(new AbortController().signal);
  const leaver = new AbortController();
  const waiting = slots.take(leaver.signal);
  leaver.abort(new Error('gone'));
  await t.rejects(waiting, { message: 'gone' });
  await t.rejects(slots.take(leaver.signal), { message: 'gone' });
  t.strictSame([slots.active, slots.waiting], [1, 0]);
  give();
  t.equal(slots.active, 0);
});
