import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { createDependency } from './dependency.js';
import type { Dependency } from './dependency.js';

/** Work for after the answer. */
export interface Background {
  /**
   * Runs `work` when the answer has left. What it throws is logged; the application waits for it when it closes.
   *
   * @example @Post('/') pay(@Depends(background) background: Background) { background.add(() => mailer.send(receipt)); }
   */
  add(work: () => unknown): void;
}

/** All background work of an application. */
export class BackgroundWork {
  readonly #running = new Set<Promise<void>>();

  start(work: () => unknown, logger: FastifyBaseLogger): void {
    const promise = (async () => {
      try {
        await work();
      } catch (error) {
        logger.error({ err: error }, 'Background work failed');
      }
    })();
    this.#running.add(promise);
    void promise.finally(() => this.#running.delete(promise));
  }

  /** Resolves when nothing is running any more, what running work has started included. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}

export const kBackground = Symbol.for('typhoon.background');

/** Runs work after the answer: `@Depends(background) background: Background`. */
export const background: Dependency<Background> = createDependency({ make: 'request', name: 'background', read: readBackground });

function readBackground(request: FastifyRequest, reply: FastifyReply): Background {
  const work = (request.server as unknown as { [kBackground]: BackgroundWork })[kBackground];
  const queue: (() => unknown)[] = [];
  let isClosed = false;
  reply.raw.once('close', () => {
    isClosed = true;
    for (const item of queue) work.start(item, request.log);
  });
  return {
    add: (item) => {
      if (isClosed) work.start(item, request.log);
      else queue.push(item);
    },
  };
}
