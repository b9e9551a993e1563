import cluster from 'node:cluster';
import type { Broker, BrokerDelivery, BrokerSubscription } from './broker.js';
import { SERVED, serveClusterBroker } from './cluster-primary.js';
import { WIRE_KEY, fromWireDelivery, fromWireHistory, toWire } from './cluster-wire.js';
import type { ClusterRequest, FromPrimary, WireHistory } from './cluster-wire.js';
import { localBroker } from './local-broker.js';

/**
 * A broker between the workers of one machine, over the channel of `node:cluster`. The primary carries the messages:
 * `serveClusterBroker()` there. In a process that is no worker it is a local broker that the workers share.
 *
 * @example createApp({ title: 'Chat', version: '1.0.0', controllers: [ChatController], websocket: { broker: clusterBroker() } });
 */
export function clusterBroker(): Broker {
  return cluster.isWorker ? new WorkerBroker() : localBroker(serveClusterBroker());
}

/** The broker of an application that names none: between the workers where the primary carries messages, else in memory. */
export function defaultBroker(): Broker {
  return cluster.isWorker && process.env[SERVED] === '1' ? new WorkerBroker() : localBroker();
}

type Listener = (message: BrokerDelivery) => void;

class WorkerBroker implements Broker {
  /** The primary delivers once to each worker, whoever listens there. */
  readonly #listeners = new Map<string, Map<Listener, number>>();
  readonly #waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }>();
  #count = 0;
  #isClosed = false;
  #isServed = false;
  /** Runs until the first answer: a primary that carries no messages would leave every socket waiting, without a word. */
  #patience: NodeJS.Timeout | undefined = undefined;

  constructor() {
    process.on('message', this.#receive);
    process.once('disconnect', this.#fail);
  }

  readonly publish: Broker['publish'] = async (topic, message, { keep = 0 } = {}) => {
    await this.#ask({ op: 'publish', topic, message: toWire(message), keep });
  };

  readonly subscribe: Broker['subscribe'] = async (topic, listener) => {
    const listeners = this.#listeners.get(topic) ?? new Map<Listener, number>();
    this.#listeners.set(topic, listeners);
    // A function of its own: the same listener may be given twice.
    const mine: Listener = (message) => listener(message);
    listeners.set(mine, 0);
    if (listeners.size === 1) await this.#ask({ op: 'subscribe', topic });
    return this.#subscription(topic, listeners, mine);
  };

  readonly history: Broker['history'] = async (topic) => fromWireHistory((await this.#ask({ op: 'history', topic })) as WireHistory);

  readonly count: Broker['count'] = async (topic) => (await this.#ask({ op: 'count', topic })) as number;

  readonly close: Broker['close'] = async () => {
    if (this.#isClosed) return;
    await Promise.all([...this.#listeners.keys()].map((topic) => this.#ask({ op: 'unsubscribe', topic })));
    this.#listeners.clear();
    this.#isClosed = true;
    process.removeListener('message', this.#receive);
    process.removeListener('disconnect', this.#fail);
  };

  #subscription(topic: string, listeners: Map<Listener, number>, mine: Listener): BrokerSubscription {
    const tellMembers = async (): Promise<void> => {
      const count = [...listeners.values()].reduce((sum, members) => sum + members, 0);
      await this.#ask({ op: 'members', topic, count });
    };
    return {
      setMembers: async (count) => {
        if (!listeners.has(mine)) return;
        listeners.set(mine, count);
        await tellMembers();
      },
      close: async () => {
        if (!listeners.delete(mine)) return;
        if (listeners.size > 0) {
          await tellMembers();
          return;
        }
        if (this.#listeners.get(topic) === listeners) this.#listeners.delete(topic);
        await this.#ask({ op: 'unsubscribe', topic });
      },
    };
  }

  async #ask(request: ClusterRequest): Promise<unknown> {
    if (this.#isClosed || !process.connected) throw new Error('The broker is closed, or the primary of the cluster is gone.');
    const id = ++this.#count;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      if (!this.#isServed) this.#patience ??= setTimeout(this.#giveUp, PATIENCE).unref();
      process.send?.({ [WIRE_KEY]: 'request', id, ...request });
    });
  }

  readonly #receive = (message: FromPrimary | undefined): void => {
    const kind = (message as Partial<FromPrimary> | undefined)?.[WIRE_KEY];
    if (message === undefined || kind === undefined) return;
    if (message[WIRE_KEY] === 'answer') {
      this.#isServed = true;
      clearTimeout(this.#patience);
      this.#waiting.get(message.id)?.resolve(message.value);
      this.#waiting.delete(message.id);
    } else if (message[WIRE_KEY] === 'delivery') {
      const delivery = fromWireDelivery(message.message);
      for (const listener of this.#listeners.get(message.topic)?.keys() ?? []) listener(delivery);
    }
  };

  readonly #fail = (): void => this.#rejectAll('The primary of the cluster is gone.');

  readonly #giveUp = (): void => {
    this.#patience = undefined;
    this.#rejectAll('The primary of the cluster carries no messages. Call serveClusterBroker() there before cluster.fork().');
  };

  #rejectAll(reason: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
  }
}

/** Milliseconds. */
const PATIENCE = 5_000;
