/**
 * What every engine of `Broker` does: `@typhoon/websocket/broker-contract`. Each check runs against two handles that
 * belong to one system, as two processes have them, and throws an AssertionError where the engine does otherwise.
 */
import { deepStrictEqual as same, ok } from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Broker, BrokerDelivery } from './broker.js';

/** One thing that an engine does. */
export interface BrokerCheck {
  /** A sentence. */
  readonly name: string;
  readonly run: (here: Broker, there: Broker) => Promise<void>;
}

let count = 0;

/** A topic that no other check uses, of characters that an engine may not take for its own. */
function newTopic(): string {
  return `room/${++count}-${process.pid} *?[x]:é`;
}

/** Waits until something is so: engines need a moment. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await isSo()) return;
    await wait(10);
  }
}

async function listen(broker: Broker, topic: string) {
  const messages: BrokerDelivery[] = [];
  const subscription = await broker.subscribe(topic, (message) => messages.push(message));
  return { messages, subscription, texts: () => messages.map(({ payload }) => payload) };
}

const TEXTS = Array.from({ length: 50 }, (_, index) => `text ${index}`);

/** The checks, in no particular order. Handles are fresh, or used by other checks before. */
export const BROKER_CONTRACT: readonly BrokerCheck[] = [
  {
    name: 'delivers what is published to all subscribers of a topic, the publisher among them, and to no other',
    run: async (here, there) => {
      const topic = newTopic();
      const [mine, theirs, others] = [await listen(here, topic), await listen(there, topic), await listen(there, newTopic())];
      await here.publish(topic, { payload: 'é 😀\u0000"' });
      await until(() => mine.messages.length > 0 && theirs.messages.length > 0);
      same([mine.texts(), theirs.texts(), others.texts()], [['é 😀\u0000"'], ['é 😀\u0000"'], []]);
    },
  },
  {
    name: 'delivers in one order, and counts the messages of a topic',
    run: async (here, there) => {
      const topic = newTopic();
      const [mine, theirs] = [await listen(here, topic), await listen(there, topic)];
      await Promise.all(TEXTS.map((payload, index) => (index % 2 === 0 ? here : there).publish(topic, { payload })));
      await until(() => mine.messages.length === TEXTS.length && theirs.messages.length === TEXTS.length);
      same(mine.texts(), theirs.texts());
      same(
        mine.messages.map(({ sequence }) => sequence),
        TEXTS.map((_, index) => index + 1),
      );
      const ofOne = mine.texts().filter((text) => Number(String(text).slice(5)) % 2 === 0);
      same(
        ofOne,
        TEXTS.filter((_, index) => index % 2 === 0),
      );
    },
  },
  {
    name: 'carries bytes as bytes, and who shall not get a message',
    run: async (here, there) => {
      const topic = newTopic();
      const theirs = await listen(there, topic);
      await here.publish(topic, { payload: new Uint8Array([0, 255, 10]), except: 'socket-1' });
      await until(() => theirs.messages.length > 0);
      const [message] = theirs.messages;
      ok(message?.payload instanceof Uint8Array);
      same([[...message.payload], message.except], [[0, 255, 10], 'socket-1']);
    },
  },
  {
    name: 'delivers everything that is published after a subscription has resolved, and nothing after it is closed',
    run: async (here, there) => {
      const topic = newTopic();
      const theirs = await listen(there, topic);
      await here.publish(topic, { payload: 'in time' });
      await until(() => theirs.messages.length > 0);
      await theirs.subscription.close();
      await here.publish(topic, { payload: 'late' });
      await wait(50);
      same(theirs.texts(), ['in time']);
    },
  },
  {
    name: 'keeps the last messages of a topic for those who come later',
    run: async (here, there) => {
      const topic = newTopic();
      same(await there.history(topic), { messages: [], sequence: 0 });
      for (const payload of TEXTS.slice(0, 5)) await here.publish(topic, { payload }, { keep: 3 });
      const { messages, sequence } = await there.history(topic);
      same(
        messages.map((message) => [message.payload, message.sequence]),
        [
          ['text 2', 3],
          ['text 3', 4],
          ['text 4', 5],
        ],
      );
      same(sequence, 5);
    },
  },
  {
    name: 'counts the members that all subscribers stand for, and forgets those of one that is closed',
    run: async (here, there) => {
      const topic = newTopic();
      const [mine, theirs] = [await listen(here, topic), await listen(there, topic)];
      await Promise.all([mine.subscription.setMembers(2), theirs.subscription.setMembers(3)]);
      await until(async () => (await here.count(topic)) === 5);
      same([await here.count(topic), await there.count(topic)], [5, 5]);
      await theirs.subscription.close();
      await until(async () => (await here.count(topic)) === 2);
      same([await here.count(topic), await there.count(topic), await here.count(newTopic())], [2, 2, 0]);
    },
  },
  {
    name: 'serves several subscribers of one handle, each until it is closed',
    run: async (here, there) => {
      const topic = newTopic();
      const [first, second] = [await listen(here, topic), await listen(here, topic)];
      await first.subscription.setMembers(1);
      await second.subscription.setMembers(1);
      await until(async () => (await there.count(topic)) === 2);
      await first.subscription.close();
      await there.publish(topic, { payload: 'x' });
      await until(() => second.messages.length > 0);
      same([first.texts(), second.texts(), await there.count(topic)], [[], ['x'], 1]);
    },
  },
];
