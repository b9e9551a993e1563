import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Broker, BrokerDelivery, BrokerHistory, BrokerSubscription } from '@typhoon/websocket';
import { fromWire, toWire } from './broker-wire.js';
import { MemberCounts } from './member-counts.js';
import { Readiness } from './readiness.js';
import type { RedisConnection } from './redis-connection.js';

/** How long what is kept of a silent room is remembered, and what is counted: one day, in milliseconds. */
const MEMORY = 86_400_000;

/** How many messages of a room are kept at most, whatever is asked for. */
const MAX_KEPT = 10_000;

/**
 * Counts, keeps and publishes in one step, so that all subscribers see one order. Sent as it is, never by its digest: a
 * server that does not know the digest would have it sent again, behind what came after.
 */
const PUBLISH = `
local sequence = redis.call('INCR', KEYS[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
local message = sequence .. '\\n' .. ARGV[1]
local keep = tonumber(ARGV[2])
if keep > 0 then
  redis.call('RPUSH', KEYS[2], message)
  redis.call('LTRIM', KEYS[2], -keep, -1)
  redis.call('PEXPIRE', KEYS[2], ARGV[3])
end
redis.call('PUBLISH', KEYS[3], message)
return sequence`;

type Listener = (message: BrokerDelivery) => void;

/** What listens to a topic here, and the members that each stands for. */
type Listeners = Map<Listener, number>;

/**
 * A broker on Redis, for any number of processes on any number of machines: one channel of pub/sub for each room.
 *
 * While Redis is away, publishing and subscribing wait for it a moment (2 s) and then fail; messages that are published
 * in the moment in which a process has lost its connection do not come to it. It subscribes again by itself.
 *
 * @example createApp({ title: 'Chat', version: '1.0.0', controllers: [ChatController], websocket: { broker: redisBroker(connection) } }); // what `redis` of `createApp` does by itself
 */
export function redisBroker(connection: RedisConnection): Broker {
  return new RedisBroker(connection);
}

class RedisBroker implements Broker {
  readonly #connection: RedisConnection;
  readonly #subscriber: Redis;
  readonly #hears: Readiness;
  readonly #listeners = new Map<string, Listeners>();
  readonly #members: MemberCounts;
  #isClosed = false;

  constructor(connection: RedisConnection) {
    this.#connection = connection;
    this.#members = new MemberCounts(connection, randomUUID());
    this.#subscriber = connection.createSubscriber();
    this.#hears = new Readiness(this.#subscriber);
    this.#subscriber.on('messageBuffer', (channel: Buffer, message: Buffer) => this.#deliver(channel.toString(), message));
    this.#subscriber.on('ready', () => void this.#resubscribe());
  }

  readonly publish: Broker['publish'] = async (topic, message, { keep = 0 } = {}) => {
    await this.#connection.untilReady(PATIENCE);
    const keys = [this.#key('sequence', topic), this.#key('history', topic), this.#channel(topic)];
    await this.#connection.client.eval(PUBLISH, keys.length, ...keys, toWire(message), Math.min(keep, MAX_KEPT), MEMORY);
  };

  readonly subscribe: Broker['subscribe'] = async (topic, listener) => {
    const listeners: Listeners = this.#listeners.get(topic) ?? new Map<Listener, number>();
    this.#listeners.set(topic, listeners);
    // A function of its own: the same listener may be given twice.
    const mine: Listener = (message) => listener(message);
    listeners.set(mine, 0);
    try {
      await this.#hears.until(PATIENCE);
      await this.#subscriber.subscribe(this.#channel(topic));
    } catch (error) {
      this.#forget(topic, listeners, mine);
      throw error;
    }
    return this.#subscription(topic, listeners, mine);
  };

  readonly history: Broker['history'] = async (topic): Promise<BrokerHistory> => {
    await this.#connection.untilReady(PATIENCE);
    const { client } = this.#connection;
    // One after the other on one connection: what comes between the two is in the list and not yet counted, never the other way round.
    const [sequence, kept] = await Promise.all([client.get(this.#key('sequence', topic)), client.lrangeBuffer(this.#key('history', topic), 0, -1)]);
    const messages = kept.map(fromWire);
    return { messages, sequence: Math.max(Number(sequence ?? 0), messages.at(-1)?.sequence ?? 0) };
  };

  readonly count: Broker['count'] = async (topic) => {
    await this.#connection.untilReady(PATIENCE);
    return this.#members.count(topic);
  };

  readonly close: Broker['close'] = async () => {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#listeners.clear();
    await Promise.all([this.#members.close(), this.#connection.endSubscriber(this.#subscriber)]);
  };

  #subscription(topic: string, listeners: Listeners, mine: Listener): BrokerSubscription {
    return {
      setMembers: async (count) => {
        if (this.#isClosed || !listeners.has(mine)) return;
        listeners.set(mine, count);
        await this.#members.set(topic, sumOf(listeners));
      },
      close: async () => {
        if (this.#isClosed || !listeners.has(mine)) return;
        this.#forget(topic, listeners, mine);
        const isLast = !this.#listeners.has(topic);
        // Without a connection nothing is subscribed to, and what is counted here is said when there is one again.
        if (isLast && this.#subscriber.status === 'ready') await this.#subscriber.unsubscribe(this.#channel(topic));
        await this.#members.set(topic, sumOf(listeners));
      },
    };
  }

  #forget(topic: string, listeners: Listeners, mine: Listener): void {
    listeners.delete(mine);
    if (listeners.size === 0 && this.#listeners.get(topic) === listeners) this.#listeners.delete(topic);
  }

  #deliver(channel: string, message: Buffer): void {
    const listeners = this.#listeners.get(channel.slice(this.#channel('').length));
    if (listeners === undefined) return;
    const delivery = fromWire(message);
    for (const listener of listeners.keys()) listener(delivery);
  }

  /** A new connection is subscribed to nothing. */
  async #resubscribe(): Promise<void> {
    const channels = [...this.#listeners.keys()].map((topic) => this.#channel(topic));
    // A connection that is lost meanwhile comes here again when it is back.
    if (channels.length > 0) await this.#subscriber.subscribe(...channels).catch(() => undefined);
  }

  #key(what: 'sequence' | 'history', topic: string): string {
    return this.#connection.key('room', what, topic);
  }

  #channel(topic: string): string {
    return this.#connection.key('room', 'message', topic);
  }
}

/** How long a moment is, in milliseconds. */
const PATIENCE = 2_000;

function sumOf(listeners: Listeners): number {
  let sum = 0;
  for (const members of listeners.values()) sum += members;
  return sum;
}
