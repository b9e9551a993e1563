/** A message between processes, written already. */
export interface BrokerMessage {
  readonly payload: string | Uint8Array;
  /** The id of the socket that shall not get it: its sender. */
  readonly except?: string | undefined;
}

/** A message as subscribers get it. */
export interface BrokerDelivery extends BrokerMessage {
  /** Counts the messages of the topic, from 1; the same for every subscriber. */
  readonly sequence: number;
}

/** One subscriber of a topic: a process, mostly, that stands for all of its sockets in a room. */
export interface BrokerSubscription {
  /** Says how many members the subscriber stands for; `count` adds them up. */
  readonly setMembers: (count: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * What carries messages of rooms between processes. An engine passes the checks of `@typhoon/websocket/broker-contract`.
 *
 * Topics are texts of any kind. Messages of one topic come to all subscribers in one order.
 */
export interface Broker {
  /**
   * Hands a message to every subscriber of a topic, those of this process included. Resolves when it is taken.
   *
   * @param options.keep How many messages of the topic to keep for those who come later. Default: 0.
   */
  readonly publish: (topic: string, message: BrokerMessage, options?: { readonly keep?: number }) => Promise<void>;
  /** Resolves when every message published from then on will come. */
  readonly subscribe: (topic: string, listener: (message: BrokerDelivery) => void) => Promise<BrokerSubscription>;
  /** The messages that are kept of a topic, the oldest first, and the sequence of the last one published: 0 for none. */
  readonly history: (topic: string) => Promise<BrokerHistory>;
  /** How many members all subscribers of a topic stand for. */
  readonly count: (topic: string) => Promise<number>;
  /** Ends all of its subscriptions. */
  readonly close: () => Promise<void>;
}

/** What is kept of a topic. */
export interface BrokerHistory {
  readonly messages: readonly BrokerDelivery[];
  readonly sequence: number;
}
