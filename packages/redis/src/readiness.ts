import type { Redis } from 'ioredis';

/** Whether a client can send commands, and when it will. All who wait go on in the order in which they came. */
export class Readiness {
  readonly #client: Redis;
  readonly #waiting = new Set<() => void>();

  constructor(client: Redis) {
    this.#client = client;
    client.on('ready', () => {
      for (const goOn of this.#waiting) goOn();
    });
  }

  /** Waits until commands can be sent, so many milliseconds at most: a restart of the server shall not be noticed. */
  async until(most: number): Promise<void> {
    if (this.#client.status === 'ready') return;
    await new Promise<void>((resolve) => {
      const goOn = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(goOn);
        resolve();
      };
      const timer = setTimeout(goOn, most);
      this.#waiting.add(goOn);
    });
  }
}
