import type { OptionRule, OptionRules } from '@typhoon/core/internal';
import type { SlowReaderPolicy } from './outbox.js';

/** What a socket may cost: for all of an application (`websocket: { … }`), and again for those of a route. */
export interface SocketLimits {
  /** Largest message from the peer in bytes; a larger one closes with 1009. Default: 1_048_576. */
  readonly maxMessageSize?: number;
  /** Messages of the peer a second, averaged over ten seconds; more closes with 1008. Default: 100. */
  readonly messagesPerSecond?: number;
  /** Bytes that may wait for a peer that reads slowly. Default: 1_048_576. */
  readonly maxBufferedBytes?: number;
  /**
   * What then happens: 'wait' holds as much again for senders that wait for `send`, and closes with 1013 after that;
   * 'drop-oldest' drops the oldest messages that wait; 'close' closes with 1013 at once. Default: 'wait'.
   */
  readonly slowReader?: SlowReaderPolicy;
  /** Milliseconds without a message in either direction before the socket is closed with 1001. Default: 3_600_000; `Infinity` for never. */
  readonly idleTimeout?: number;
  /** Milliseconds between pings, which find dead peers. Default: 30_000. */
  readonly pingInterval?: number;
  /** Milliseconds in which a ping is answered before the connection is cut. Default: 20_000. */
  readonly pingTimeout?: number;
  /**
   * Origins of pages that may connect beside those of the same host: `['https://app.example']`, '*' for all, or a function
   * that is asked: `(origin) => new URL(origin).hostname.endsWith('.app.example')`.
   * Browsers send the cookies of a person to any page that asks for a socket: the check is what protects from that.
   * Programs send no origin and are let through. Default: none.
   */
  readonly origins?: readonly string[] | '*' | ((origin: string) => boolean);
}

/** How many sockets an application holds. */
export interface ConnectionLimits {
  /** Open sockets of one address, of IPv6 by its first 64 bits; the next is refused with 429. Default: 1_000. Behind a proxy Fastify's `trustProxy` must say whose address counts. */
  readonly maxConnectionsPerAddress?: number;
  /** Open sockets in all; the next is refused with 503. Default: 10_000. */
  readonly maxConnections?: number;
}

/** Limits with every default filled in. */
export type Limits = Readonly<Required<SocketLimits>>;

const DEFAULTS: Limits = {
  maxMessageSize: 1_048_576,
  messagesPerSecond: 100,
  maxBufferedBytes: 1_048_576,
  slowReader: 'wait',
  idleTimeout: 3_600_000,
  pingInterval: 30_000,
  pingTimeout: 20_000,
  origins: [],
};

export const CONNECTION_DEFAULTS: Required<ConnectionLimits> = { maxConnectionsPerAddress: 1_000, maxConnections: 10_000 };

/** The nearest level that says something of a limit wins: the last. */
export function mergeLimits(...levels: readonly SocketLimits[]): Limits {
  const given = levels.map((level) => Object.fromEntries(Object.entries(level).filter(([name, value]) => name in DEFAULTS && value !== undefined)));
  return Object.assign({}, DEFAULTS, ...given) as Limits;
}

const above: OptionRule = { accepts: (value) => typeof value === 'number' && value > 0, expected: 'a number above 0' };

export const LIMIT_RULES: OptionRules<SocketLimits> = {
  maxMessageSize: above,
  messagesPerSecond: above,
  maxBufferedBytes: above,
  slowReader: { accepts: (value) => ['wait', 'drop-oldest', 'close'].includes(value as string), expected: "'wait' or 'drop-oldest' or 'close'" },
  idleTimeout: above,
  pingInterval: above,
  pingTimeout: above,
  origins: {
    accepts: (value) =>
      value === '*' || typeof value === 'function' || (Array.isArray(value) && value.every((origin) => typeof origin === 'string' && URL.canParse(origin))),
    expected: "a list of origins, ['https://app.example'], or '*', or a function",
  },
};

export const CONNECTION_RULES: OptionRules<ConnectionLimits> = { maxConnectionsPerAddress: above, maxConnections: above };
