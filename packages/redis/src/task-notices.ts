import { QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import type { RedisConnection } from './redis-connection.js';

/** What is listened to of a queue, as long as anybody watches a job of it. */
interface Watched {
  readonly events: QueueEvents;
  readonly client: Redis;
  readonly notices: Map<string, Set<() => void>>;
  timer: NodeJS.Timeout | undefined;
}

/** Milliseconds for which a queue is listened to after the last one has gone. */
const LINGER = 10_000;

/** Every event after which a job stands otherwise. */
const EVENTS = ['added', 'waiting', 'delayed', 'active', 'progress', 'completed', 'failed', 'stalled'] as const;

/** Tells those who watch jobs that something of them has changed, whichever process did it. */
export class TaskNotices {
  readonly #connection: RedisConnection;
  readonly #prefix: string;
  readonly #watched = new Map<string, Promise<Watched>>();

  constructor(connection: RedisConnection, prefix: string) {
    this.#connection = connection;
    this.#prefix = prefix;
  }

  /**
   * Resolves when it listens; what is returned ends that.
   *
   * @param key What BullMQ calls the job.
   */
  async watch(queue: string, key: string, notice: () => void): Promise<() => void> {
    const watched = await (this.#watched.get(queue) ?? this.#open(queue));
    clearTimeout(watched.timer);
    const mine = watched.notices.get(key) ?? new Set();
    watched.notices.set(key, mine.add(notice));
    return () => {
      mine.delete(notice);
      if (mine.size === 0) watched.notices.delete(key);
      if (watched.notices.size > 0) return;
      watched.timer = setTimeout(() => {
        this.#watched.delete(queue);
        void this.#end(watched);
      }, LINGER).unref();
    };
  }

  async close(): Promise<void> {
    const all = await Promise.allSettled(this.#watched.values());
    this.#watched.clear();
    await Promise.all(all.map(async (watched) => watched.status === 'fulfilled' && this.#end(watched.value)));
  }

  async #open(queue: string): Promise<Watched> {
    const opening = this.#listen(queue);
    this.#watched.set(queue, opening);
    // One that failed is tried again by whoever comes next.
    opening.catch(() => this.#watched.delete(queue));
    return opening;
  }

  async #listen(queue: string): Promise<Watched> {
    const [last] = await this.#connection.client.xrevrange(`${this.#prefix}:${queue}:events`, '+', '-', 'COUNT', 1);
    const client = this.#connection.createClient(BLOCKING);
    // From what was last before now, and not from when it listens: nothing falls between.
    const events = new QueueEvents(queue, { connection: client, prefix: this.#prefix, lastEventId: last?.[0] ?? '0-0' });
    events.on('error', () => undefined);
    const notices: Watched['notices'] = new Map();
    for (const event of EVENTS) {
      events.on(event, ({ jobId }: { readonly jobId: string }) => {
        for (const notice of notices.get(jobId) ?? []) notice();
      });
    }
    // What happened while Redis was away is not told: everybody looks.
    client.on('ready', () => {
      for (const each of notices.values()) for (const notice of each) notice();
    });
    return { events, client, notices, timer: undefined };
  }

  async #end({ events, client, timer }: Watched): Promise<void> {
    clearTimeout(timer);
    const closing = events.close().catch(() => undefined);
    // It would wait for its blocking command.
    client.disconnect();
    await closing;
    await this.#connection.endSubscriber(client);
  }
}

/** For commands that wait on the server, and for those of workers, which wait for Redis instead of failing. */
export const BLOCKING = { enableOfflineQueue: true, maxRetriesPerRequest: null, commandTimeout: undefined as never };
