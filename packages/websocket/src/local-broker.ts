import type { Broker } from './broker.js';
import { TopicTable } from './topic-table.js';
import type { Subscriber } from './topic-table.js';

/**
 * A broker for one process. Every handle that `connect` of the same table makes sees the others' messages.
 *
 * @example createApp({ title: 'Chat', version: '1.0.0', controllers: [ChatController], websocket: { broker: localBroker() } }); // what it is without saying so
 */
export function localBroker(table: TopicTable = new TopicTable()): Broker {
  const mine = new Set<{ readonly topic: string; readonly subscriber: Subscriber }>();
  return {
    publish: (topic, message, { keep = 0 } = {}) => {
      table.publish(topic, message, keep);
      return DONE;
    },
    subscribe: (topic, deliver) => {
      const subscriber: Subscriber = { deliver, members: 0 };
      const entry = { topic, subscriber };
      mine.add(entry);
      table.subscribe(topic, subscriber);
      return Promise.resolve({
        setMembers: (count: number) => {
          subscriber.members = count;
          return DONE;
        },
        close: () => {
          mine.delete(entry);
          table.unsubscribe(topic, subscriber);
          return DONE;
        },
      });
    },
    history: (topic) => Promise.resolve(table.history(topic)),
    count: (topic) => Promise.resolve(table.count(topic)),
    close: () => {
      for (const { topic, subscriber } of mine) table.unsubscribe(topic, subscriber);
      mine.clear();
      return DONE;
    },
  };
}

const DONE = Promise.resolve();
