import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import { WIRE_KEY, fromWire, toWireDelivery } from './cluster-wire.js';
import type { FromPrimary, FromWorker } from './cluster-wire.js';
import { TopicTable } from './topic-table.js';
import type { Subscriber } from './topic-table.js';

/** The variable by which a worker knows that its primary carries messages. */
export const SERVED = 'TYPHOON_CLUSTER_BROKER';

let shared: TopicTable | undefined;

/**
 * Makes the primary of a cluster carry messages between its workers. Call it before they are forked; calling it again
 * changes nothing. From then on the rooms of an application that names no broker span the workers. The topics live here: a worker that dies takes its members with it, and no message of others.
 *
 * @example if (cluster.isPrimary) { serveClusterBroker(); cluster.fork(); cluster.fork(); }
 */
export function serveClusterBroker(): TopicTable {
  if (shared !== undefined) return shared;
  const table = new TopicTable();
  const workers = new Map<number, Map<string, Subscriber>>();
  cluster.on('message', (worker: Worker, message: unknown) => {
    if (!isRequest(message)) return;
    const subscriptions = workers.get(worker.id) ?? new Map<string, Subscriber>();
    workers.set(worker.id, subscriptions);
    const value = answer(message, worker, subscriptions, table);
    post(worker, { [WIRE_KEY]: 'answer', id: message.id, value });
  });
  cluster.on('exit', (worker: Worker) => {
    for (const [topic, subscriber] of workers.get(worker.id) ?? []) table.unsubscribe(topic, subscriber);
    workers.delete(worker.id);
  });
  shared = table;
  // Workers inherit it.
  process.env[SERVED] = '1';
  return table;
}

function isRequest(message: unknown): message is FromWorker {
  return typeof message === 'object' && message !== null && (message as Record<string, unknown>)[WIRE_KEY] === 'request';
}

function answer(request: FromWorker, worker: Worker, subscriptions: Map<string, Subscriber>, table: TopicTable): unknown {
  const { topic } = request;
  switch (request.op) {
    case 'publish':
      table.publish(topic, fromWire(request.message), request.keep);
      return null;
    case 'subscribe': {
      const deliver: Subscriber['deliver'] = (message) => post(worker, { [WIRE_KEY]: 'delivery', topic, message: toWireDelivery(message) });
      const subscriber: Subscriber = { deliver, members: 0 };
      subscriptions.set(topic, subscriber);
      table.subscribe(topic, subscriber);
      return null;
    }
    case 'unsubscribe': {
      const subscriber = subscriptions.get(topic);
      subscriptions.delete(topic);
      if (subscriber !== undefined) table.unsubscribe(topic, subscriber);
      return null;
    }
    case 'members': {
      const subscriber = subscriptions.get(topic);
      if (subscriber !== undefined) subscriber.members = request.count;
      return null;
    }
    case 'history': {
      const { messages, sequence } = table.history(topic);
      return { messages: messages.map(toWireDelivery), sequence };
    }
    case 'count':
      return table.count(topic);
  }
}

function post(worker: Worker, message: FromPrimary): void {
  // A worker that is about to go does not listen any more; its failure to is no news.
  if (worker.isConnected()) worker.send(message, () => undefined);
}
