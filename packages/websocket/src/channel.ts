import type { Broker, BrokerDelivery } from './broker.js';
import type { CompiledChannel } from './compile-channel.js';
import { toTopic } from './rooms.js';
import type { Rooms } from './rooms.js';
import type { RoomSendOptions } from './socket.js';

/** A room, as those see it who are not in it: HTTP handlers, tasks, the application. */
export interface ChannelRoom<TSend, TWritten = TSend> {
  /**
   * Sends a message to all sockets in the room, in whichever process. Resolves when the broker has taken it.
   *
   * @throws MessageError outside production, SerializationError, as `socket.send` does. Rejects where the broker fails.
   */
  readonly send: (message: TSend, options?: RoomSendOptions) => Promise<void>;
  /** How many sockets are in the room, in all processes. */
  readonly count: () => Promise<number>;
  /**
   * The messages after `after`, as soon as there are any: for long polling. Nothing is missed between two calls where
   * the channel keeps a history (`replay`), and the second is given the cursor of the first.
   */
  readonly wait: (options?: WaitOptions) => Promise<WaitResult<TWritten>>;
}

/** How long, and from where on. */
export interface WaitOptions {
  /** Milliseconds. Default: 25_000. */
  readonly timeout?: number;
  /** Ends the waiting, as the client's leaving does: `@Depends(signal)`. */
  readonly signal?: AbortSignal;
  /** The cursor of an earlier result; one of before a restart, which is ahead of the room, begins with what is kept. Default: now. */
  readonly after?: number;
}

/** What has come; nothing where the time was over first. */
export interface WaitResult<TMessage> {
  readonly messages: readonly TMessage[];
  readonly cursor: number;
}

/** The sockets of one route, as a whole. */
export interface Channel<TSend, TWritten = TSend> {
  readonly to: (room: string) => ChannelRoom<TSend, TWritten>;
}

/** Makes what publishes to the rooms of a route. */
export function createChannel(compiled: () => CompiledChannel, rooms: Rooms): Channel<unknown> {
  return {
    to: (room) => ({
      send: (message, options) => {
        const channel = compiled();
        return rooms.send(channel, room, channel.write(message), options);
      },
      count: () => rooms.count(compiled(), room),
      wait: (options) => wait(compiled(), rooms.broker, room, options),
    }),
  };
}

const DEFAULT_TIMEOUT = 25_000;

async function wait(channel: CompiledChannel, broker: Broker, room: string, options: WaitOptions = {}): Promise<WaitResult<unknown>> {
  const topic = toTopic(channel, room);
  const came: BrokerDelivery[] = [];
  let wake: () => void = () => undefined;
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  // First the subscription, then what was before: nothing falls between them.
  const subscription = await broker.subscribe(topic, (delivery) => {
    came.push(delivery);
    wake();
  });
  try {
    const { messages: kept, sequence } = await broker.history(topic);
    const after = startOf(options.after, sequence, came[0]);
    const missed = kept.filter((delivery) => delivery.sequence > after);
    if (missed.length === 0 && came.length === 0) await pause(woken, options);
    const all = [...missed, ...came.filter((delivery) => delivery.sequence > (missed.at(-1)?.sequence ?? after))];
    return { messages: all.map(({ payload }) => channel.readSent(payload)), cursor: all.at(-1)?.sequence ?? Math.max(after, 0) };
  } finally {
    await subscription.close();
  }
}

function startOf(after: number | undefined, sequence: number, first: BrokerDelivery | undefined): number {
  if (after === undefined) return Math.min(sequence, (first?.sequence ?? Infinity) - 1);
  return after > sequence ? 0 : after;
}

async function pause(woken: Promise<void>, { timeout = DEFAULT_TIMEOUT, signal }: WaitOptions): Promise<void> {
  if (signal?.aborted === true) return;
  let stop: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const timer = setTimeout(stop, timeout);
  signal?.addEventListener('abort', stop, { once: true });
  await Promise.race([woken, over]);
  clearTimeout(timer);
  signal?.removeEventListener('abort', stop);
}
