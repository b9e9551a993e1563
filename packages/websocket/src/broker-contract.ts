/**
 * What every engine of `Broker` does: `@typhoon/websocket/broker-contract`. Each check runs against two handles that
 * belong to one system, as two processes have them, and throws an AssertionError where the engine does otherwise.
 *
 * for (const { name, run } of BROKER_CONTRACT) test(name, () => run(here, there, enter));
 */
import { deepStrictEqual as same, ok } from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Broker, BrokerDelivery } from './broker.js';

/** One thing that an engine does. */
export interface BrokerCheck {
  /** A sentence. */
  readonly name: string;
  /** @param enter Makes one more handle of the same system, which the check closes or crashes. */
  readonly run: (here: Broker, there: Broker, enter: EnterBroker) => Promise<void>;
}

/** One more process of the system. */
export type EnterBroker = () => Promise<{
  readonly broker: Broker;
  /** Ends the process without a goodbye, as SIGKILL does. Resolves when it is gone. */
  readonly crash: () => Promise<void>;
}>;

let count = 0;

/** A topic that no other check uses, of characters that an engine may not take for its own. */
function newTopic(): string {
  return `room/${++count}-${process.pid} *?[x]:é`;
}

/** Waits until something is so: engines need a moment. */
async function until(isSo: () => boolean | Promise<boolean>, most = 2_000): Promise<void> {
  for (let waited = 0; waited < most; waited += 10) {
    if (await isSo()) return;
    await wait(10);
  }
}

/** Milliseconds in which the members of a crashed process are forgotten: an engine may have to miss its heartbeats first. */
const MAX_GHOSTS = 30_000;

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
  {
    name: 'keeps what is said with keep, and no other, as many as the last one that is kept says',
    run: async (here, there) => {
      const topic = newTopic();
      await here.publish(topic, { payload: 'a' }, { keep: 3 });
      await there.publish(topic, { payload: 'typing' });
      await here.publish(topic, { payload: 'b' }, { keep: 3 });
      await there.publish(topic, { payload: 'c', except: 'socket-1' }, { keep: 2 });
      await here.publish(topic, { payload: 'typing' }, { keep: 0 });
      const { messages, sequence } = await there.history(topic);
      same(
        messages.map((message) => [message.payload, message.sequence, message.except]),
        [
          ['b', 3, undefined],
          ['c', 4, 'socket-1'],
        ],
      );
      same(sequence, 5);
    },
  },
  {
    name: 'remembers what is kept, and goes on counting, when nobody is left in a topic',
    run: async (here, there) => {
      const topic = newTopic();
      const theirs = await listen(there, topic);
      await here.publish(topic, { payload: 'before' }, { keep: 2 });
      await until(() => theirs.messages.length > 0);
      await theirs.subscription.close();
      const again = await listen(here, topic);
      await there.publish(topic, { payload: 'after' }, { keep: 2 });
      await until(() => again.messages.length > 0);
      same(
        again.messages.map(({ payload, sequence }) => [payload, sequence]),
        [['after', 2]],
      );
      same(
        (await here.history(topic)).messages.map(({ payload }) => payload),
        ['before', 'after'],
      );
    },
  },
  {
    name: 'leaves no gap between the history and what a subscription brings that was made before it was read',
    run: async (here, there) => {
      const topic = newTopic();
      const publishing = (async () => {
        for (const payload of TEXTS) await here.publish(topic, { payload }, { keep: TEXTS.length });
      })();
      const late = await listen(there, topic);
      const { messages } = await there.history(topic);
      await publishing;
      const seen = (): Set<number> => new Set([...messages, ...late.messages].map(({ sequence }) => sequence));
      await until(() => seen().size === TEXTS.length);
      same(
        [...seen()].toSorted((left, right) => left - right),
        TEXTS.map((_, index) => index + 1),
      );
    },
  },
  {
    name: 'carries an empty text, and a megabyte',
    run: async (here, there) => {
      const topic = newTopic();
      const theirs = await listen(there, topic);
      const large = 'é'.repeat(500_000);
      for (const payload of ['', large]) await here.publish(topic, { payload });
      await until(() => theirs.messages.length === 2);
      ok(theirs.texts()[0] === '' && theirs.texts()[1] === large);
    },
  },
  {
    name: 'takes the same listener twice, and closing or counting after the end for nothing',
    run: async (here, there) => {
      const topic = newTopic();
      const heard: unknown[] = [];
      const listener = ({ payload }: BrokerDelivery): void => void heard.push(payload);
      const [first, second] = [await here.subscribe(topic, listener), await here.subscribe(topic, listener)];
      await there.publish(topic, { payload: 'x' });
      await until(() => heard.length === 2);
      await first.close();
      await first.close();
      await first.setMembers(7);
      await second.setMembers(1);
      await until(async () => (await there.count(topic)) === 1);
      await there.publish(topic, { payload: 'y' });
      await until(() => heard.length === 3);
      same([heard, await there.count(topic)], [['x', 'x', 'y'], 1]);
      await second.close();
    },
  },
  {
    name: 'ends the subscriptions of a handle that is closed, and forgets its members; closing again is for nothing',
    run: async (here, _there, enter) => {
      const topic = newTopic();
      const { broker, crash } = await enter();
      const [mine, theirs] = [await listen(here, topic), await listen(broker, topic)];
      await Promise.all([mine.subscription.setMembers(1), theirs.subscription.setMembers(4)]);
      await until(async () => (await here.count(topic)) === 5);
      await broker.close();
      await broker.close();
      await until(async () => (await here.count(topic)) === 1);
      await here.publish(topic, { payload: 'late' });
      await until(() => mine.messages.length > 0);
      same([await here.count(topic), mine.texts(), theirs.texts()], [1, ['late'], []]);
      await crash();
    },
  },
  {
    name: 'forgets the members of a process that crashes, and keeps what it has published',
    run: async (here, there, enter) => {
      const topic = newTopic();
      const { broker, crash } = await enter();
      const [mine, theirs] = [await listen(here, topic), await listen(broker, topic)];
      await Promise.all([mine.subscription.setMembers(1), theirs.subscription.setMembers(4)]);
      await broker.publish(topic, { payload: 'last words' }, { keep: 1 });
      await until(async () => mine.messages.length > 0 && (await here.count(topic)) === 5);
      await crash();
      await until(async () => (await there.count(topic)) === 1, MAX_GHOSTS);
      await there.publish(topic, { payload: 'after' });
      await until(() => mine.messages.length === 2);
      same([await there.count(topic), mine.texts()], [1, ['last words', 'after']]);
      same(
        (await there.history(topic)).messages.map(({ payload }) => payload),
        ['last words'],
      );
    },
  },
];
