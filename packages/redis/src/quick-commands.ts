import type { RedisConnection } from './redis-connection.js';

/** Milliseconds in which Redis answers. */
const DEADLINE = 500;

/** The last of those: after an event loop that was blocked, timers come before answers that have long been there. */
const LAST_MOMENT = 20;

/** Milliseconds for which a server that has not answered in time is not asked again. */
const PAUSE = 1_000;

/**
 * Commands of what can do without Redis: nobody waits long for a server that is there and does not answer, and while it does
 * not, nobody waits at all. What it refuses is said once in a while.
 */
export class QuickCommands {
  readonly #connection: RedisConnection;
  #pausedUntil = 0;

  constructor(connection: RedisConnection) {
    this.#connection = connection;
  }

  /** @throws What the command throws; TimeoutError where there is no answer. */
  async run<TResult>(command: () => Promise<TResult>): Promise<TResult> {
    if (performance.now() < this.#pausedUntil) throw timeoutError();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => (timer = setTimeout(() => reject(this.#pause()), LAST_MOMENT)), DEADLINE - LAST_MOMENT);
    });
    const asked = command();
    // What comes too late is nobody's any more.
    asked.catch(() => undefined);
    try {
      return await Promise.race([asked, late]);
    } catch (error) {
      this.#connection.report(error);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  #pause(): Error {
    this.#pausedUntil = performance.now() + PAUSE;
    return timeoutError();
  }
}

function timeoutError(): Error {
  return new DOMException(`Redis has not answered in ${DEADLINE} ms.`, 'TimeoutError');
}
