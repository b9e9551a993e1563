import type { BrokerDelivery, BrokerHistory, BrokerMessage } from './broker.js';

/** Who gets the messages of a topic. */
export interface Subscriber {
  readonly deliver: (message: BrokerDelivery) => void;
  members: number;
}

interface Topic {
  sequence: number;
  kept: BrokerDelivery[];
  readonly subscribers: Set<Subscriber>;
}

/** Topics without subscribers that are remembered for what is kept of them. */
const MAX_SILENT = 10_000;

/** The topics of one process: all of a local broker, and what the primary of a cluster holds for its workers. */
export class TopicTable {
  readonly #topics = new Map<string, Topic>();
  /** Those without subscribers, the longest silent first. */
  readonly #silent = new Set<string>();

  publish(name: string, message: BrokerMessage, keep: number): void {
    const topic = this.#open(name);
    const delivery: BrokerDelivery = { payload: message.payload, except: message.except, sequence: ++topic.sequence };
    if (keep > 0) {
      topic.kept.push(delivery);
      if (topic.kept.length > keep) topic.kept.splice(0, topic.kept.length - keep);
    }
    for (const { deliver } of topic.subscribers) deliver(delivery);
    this.#rest(name, topic);
  }

  subscribe(name: string, subscriber: Subscriber): void {
    this.#silent.delete(name);
    this.#open(name).subscribers.add(subscriber);
  }

  unsubscribe(name: string, subscriber: Subscriber): void {
    const topic = this.#topics.get(name);
    if (topic?.subscribers.delete(subscriber) === true) this.#rest(name, topic);
  }

  history(name: string): BrokerHistory {
    const topic = this.#topics.get(name);
    return { messages: [...(topic?.kept ?? [])], sequence: topic?.sequence ?? 0 };
  }

  count(name: string): number {
    let count = 0;
    for (const { members } of this.#topics.get(name)?.subscribers ?? []) count += members;
    return count;
  }

  /** How many topics are remembered. */
  get size(): number {
    return this.#topics.size;
  }

  #open(name: string): Topic {
    const known = this.#topics.get(name);
    if (known !== undefined) return known;
    const topic: Topic = { sequence: 0, kept: [], subscribers: new Set() };
    this.#topics.set(name, topic);
    return topic;
  }

  /** Names of rooms come from outside: those that nobody is in are forgotten, the longest silent first. */
  #rest(name: string, topic: Topic): void {
    if (topic.subscribers.size > 0) return;
    this.#silent.delete(name);
    if (topic.kept.length === 0) {
      this.#topics.delete(name);
      return;
    }
    this.#silent.add(name);
    const [oldest] = this.#silent;
    if (this.#silent.size <= MAX_SILENT || oldest === undefined) return;
    this.#silent.delete(oldest);
    this.#topics.delete(oldest);
  }
}
