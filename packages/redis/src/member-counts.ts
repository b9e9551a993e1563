import type { RedisConnection } from './redis-connection.js';

/** Milliseconds between two signs of life of a process, and after which a silent one is taken for gone. */
const HEARTBEAT = 2_000;
const PATIENCE = 7_000;

/**
 * Says that a process is alive, and keeps what it has told: its members stand in one hash, which goes when nobody says so
 * any more. Returns 0 where the process was not known, or was taken for gone. The clock is the server's.
 */
const BEAT = `
local now = redis.call('TIME')
local known = redis.call('ZSCORE', KEYS[1], ARGV[1])
redis.call('ZADD', KEYS[1], now[1] * 1000 + math.floor(now[2] / 1000), ARGV[1])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return known and 1 or 0`;

/** Adds up what all living processes have told of a topic. */
const COUNT = `
local now = redis.call('TIME')
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now[1] * 1000 + math.floor(now[2] / 1000) - ARGV[3])
local sum = 0
for _, process in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  sum = sum + (tonumber(redis.call('HGET', ARGV[1] .. process, ARGV[2])) or 0)
end
return sum`;

/** How many members each process stands for, by topic; those of a process that has crashed are forgotten. */
export class MemberCounts {
  readonly #connection: RedisConnection;
  readonly #process: string;
  /** What this process stands for: told again where Redis has lost it. */
  readonly #mine = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined = undefined;
  readonly #tellAgain = () => void this.#beat();

  constructor(connection: RedisConnection, process: string) {
    this.#connection = connection;
    this.#process = process;
    connection.client.on('ready', this.#tellAgain);
  }

  /** Never fails: what cannot be told now is told when Redis is back. */
  async set(topic: string, count: number): Promise<void> {
    if (count === (this.#mine.get(topic) ?? 0)) return;
    if (count === 0) this.#mine.delete(topic);
    else this.#mine.set(topic, count);
    const isFirst = this.#timer === undefined;
    this.#timer ??= setInterval(this.#tellAgain, HEARTBEAT).unref();
    const told = count === 0 ? this.#connection.client.hdel(this.#hash, topic) : this.#connection.client.hset(this.#hash, topic, count);
    await Promise.all([told.catch(() => undefined), isFirst ? this.#beat() : undefined]);
  }

  async count(topic: string): Promise<number> {
    return Number(await this.#connection.client.eval(COUNT, 1, this.#processes, this.#connection.key('members', ''), topic, PATIENCE));
  }

  /** Forgets this process. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#connection.client.off('ready', this.#tellAgain);
    if (this.#timer === undefined || this.#connection.client.status !== 'ready') return;
    await this.#connection.client
      .multi()
      .zrem(this.#processes, this.#process)
      .del(this.#hash)
      .exec()
      .catch(() => undefined);
  }

  async #beat(): Promise<void> {
    if (this.#timer === undefined) return;
    try {
      const { client } = this.#connection;
      const isKnown = await client.eval(BEAT, 2, this.#processes, this.#hash, this.#process, PATIENCE * 2);
      if (isKnown === 1 || this.#mine.size === 0) return;
      await client.hset(this.#hash, Object.fromEntries(this.#mine));
      await client.pexpire(this.#hash, PATIENCE * 2);
    } catch {
      // Redis is away: the connection says so, and the next beat may reach it.
    }
  }

  get #processes(): string {
    return this.#connection.key('processes');
  }

  get #hash(): string {
    return this.#connection.key('members', this.#process);
  }
}
