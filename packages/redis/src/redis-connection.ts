import { Redis } from 'ioredis';
import type { RedisOptions } from 'ioredis';
import { joinWrites } from './joined-writes.js';
import { Readiness } from './readiness.js';
import type { RedisSettings } from './redis-settings.js';

/** What the connection reports to: `app.fastify.log`, or any other logger. */
export interface RedisLog {
  readonly warn: (details: object, message: string) => void;
  readonly info: (message: string) => void;
}

/**
 * One connection to Redis, which everything of a process shares, with further ones for what it subscribes to.
 *
 * Commands fail at once while there is no connection: what can do without Redis does, and nothing piles up in memory.
 */
export class RedisConnection {
  readonly client: Redis;
  readonly prefix: string;
  readonly #log: RedisLog | undefined;
  readonly #subscribers = new Set<Redis>();
  readonly #readiness: Readiness;
  #isAway = false;
  #isClosing = false;
  #reason: Error | undefined = undefined;
  /** When each reason may be reported again. */
  readonly #reported = new Map<string, number>();

  constructor({ url, prefix = 'typhoon' }: RedisSettings, log?: RedisLog) {
    this.prefix = prefix;
    this.#log = log;
    this.client = joinWrites(new Redis(url, OPTIONS));
    this.#readiness = new Readiness(this.client);
    this.client.on('error', (error: Error) => (this.#reason = error));
    this.client.on('close', () => this.#leave());
    this.client.on('ready', () => this.#enter());
  }

  /** One more connection, which subscribes and does nothing else, as Redis wants it. */
  createSubscriber(): Redis {
    return this.createClient();
  }

  /** One more connection, with options of its own; `endSubscriber` ends it, or `close`. */
  createClient(options: Partial<RedisOptions> = {}): Redis {
    const subscriber = joinWrites(this.client.duplicate(options));
    // What goes wrong with it goes wrong with the other one: it is said once.
    subscriber.on('error', () => undefined);
    this.#subscribers.add(subscriber);
    return subscriber;
  }

  async endSubscriber(subscriber: Redis): Promise<void> {
    this.#subscribers.delete(subscriber);
    await end(subscriber);
  }

  /** A key of the application: `typhoon:cache:…` */
  key(...parts: readonly string[]): string {
    return [this.prefix, ...parts].join(':');
  }

  /** Says what Redis refuses (no memory, no right, a replica) and that it does not answer: each once in a minute. That it is away is said otherwise. */
  report(error: unknown): void {
    const reason = readReason(error);
    const now = performance.now();
    if (reason === undefined || now < (this.#reported.get(reason) ?? 0)) return;
    this.#reported.set(reason, now + REPORT_PAUSE);
    this.#log?.warn({ err: error }, `Redis ${reason === SILENCE ? 'does not answer' : 'refuses a command'}: what needs it does without, or fails`);
  }

  /** Waits until commands can be sent, so many milliseconds at most: a restart of the server shall not be noticed. */
  async untilReady(most: number): Promise<void> {
    await this.#readiness.until(most);
  }

  /** Says goodbye where Redis is there, and does not wait for it where it is not. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.all([this.client, ...this.#subscribers].map(end));
  }

  #leave(): void {
    if (this.#isAway || this.#isClosing) return;
    this.#isAway = true;
    this.#log?.warn({ err: this.#reason }, 'Redis cannot be reached: what needs it does without, or fails, until it is back');
  }

  #enter(): void {
    if (this.#isAway) this.#log?.info('Redis is back');
    this.#isAway = false;
    this.#reported.clear();
  }
}

/** Milliseconds in which a command is answered. */
const COMMAND_TIMEOUT = 2_000;

/** Milliseconds for which the same is not reported again. */
const REPORT_PAUSE = 60_000;

/** Milliseconds between two tries to connect: 50 at first, 2,000 at most. */
function retryAfter(tries: number): number {
  return Math.min(tries * 50, 2_000);
}

const OPTIONS = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  commandTimeout: COMMAND_TIMEOUT,
  connectTimeout: COMMAND_TIMEOUT,
  retryStrategy: retryAfter,
  // What was subscribed to is subscribed to again by the broker, which must know when.
  autoResubscribe: false,
};

async function end(client: Redis): Promise<void> {
  if (client.status === 'ready') await client.quit().catch(() => undefined);
  client.disconnect();
}

const SILENCE = 'TimeoutError';

/** 'OOM command not allowed when used memory > 'maxmemory'.' → 'OOM'. Undefined for what is no answer, as where the connection is lost. */
function readReason(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === SILENCE) return SILENCE;
  return error.name === 'ReplyError' ? /^[A-Z]+/.exec(error.message)?.[0] : undefined;
}
