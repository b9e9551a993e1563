import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Disposer } from '../dependency/disposer.js';

/** What has to be closed: a generator that has yielded, or the instance of a class that can be disposed of. */
interface OpenDependency {
  readonly name: string;
  readonly resource: AnyGenerator | Disposer;
  readonly until: 'serialized' | 'sent';
}

type AnyGenerator = Generator<unknown, unknown> | AsyncGenerator<unknown, unknown>;

/** Something that is to be closed. */
interface Closable {
  readonly until: 'serialized' | 'sent';
  /** @returns The failure after it, undefined after success. Never rejects. */
  readonly close: (failure: unknown) => Promise<unknown>;
}

/** Thrown into generators whose request was not answered by its handler: a host hook answered, the client left, the application closes. */
export class RequestAbandonedError extends Error {
  constructor(message = 'The request ended without an answer from its handler.') {
    super(message);
    this.name = 'RequestAbandonedError';
  }
}

/**
 * Begins to keep teardowns for a request. When its connection closes, what is still open is closed: what was to live
 * until the answer had left, and everything of a request that was abandoned or hijacked.
 */
export function beginTeardowns(request: FastifyRequest, reply: FastifyReply, state?: { readonly isHandedOver: boolean }): Teardowns {
  const teardowns = new Teardowns();
  // An answer in memory has the event, but never the property `writableFinished`; over HTTP/2 what was given up has the event, too.
  let isSent = false;
  reply.raw.once('finish', () => {
    isSent = reply.raw.writableEnded;
  });
  reply.raw.once('close', () => {
    if (teardowns.isEmpty || state?.isHandedOver === true) return;
    const failure = teardowns.failure ?? (isSent ? undefined : new RequestAbandonedError());
    void teardowns.close(failure).then((last) => {
      if (last !== failure) request.log.error({ err: last }, 'A dependency failed to close after the answer had left');
    });
  });
  return teardowns;
}

/** What a request (or a run outside one) has opened: dependencies, and a stream. Each is closed exactly once. */
export class Teardowns {
  readonly #open: Closable[] = [];
  #closing: Promise<unknown> = Promise.resolve();
  #failure: unknown;

  add(dependency: OpenDependency): void {
    this.#open.push({ until: dependency.until, close: (failure) => closeOne(dependency, failure) });
  }

  /** What stands on the dependencies ends before any of them is closed. */
  addStream(stop: () => Promise<void>): void {
    this.#open.push({
      until: 'serialized',
      close: async (failure) => {
        try {
          await stop();
          return failure;
        } catch (error) {
          return error ?? new TypeError(`A stream's end threw ${String(error)}.`);
        }
      },
    });
  }

  /** What the answer failed with: what lives until it has left sees that, too. */
  get failure(): unknown {
    return this.#failure;
  }

  get isEmpty(): boolean {
    return this.#open.length === 0;
  }

  /**
   * Closes what is open, the last opened first. Each sees the failure so far, and what one throws the next one sees.
   *
   * @param failure What went wrong, or undefined after success.
   * @param until Which to close; all where it is undefined.
   * @returns The failure at the end, undefined after success.
   */
  async close(failure: unknown, until?: OpenDependency['until']): Promise<unknown> {
    // One after another: the connection may close while the answer's own teardown is under way.
    const closing = this.#closing.then(() => this.#closeAll(failure, until));
    this.#closing = closing;
    return closing;
  }

  async #closeAll(failure: unknown, until: OpenDependency['until'] | undefined): Promise<unknown> {
    let error = failure;
    for (let index = this.#open.length - 1; index >= 0; index--) {
      const closable = this.#open[index] as Closable;
      if (until !== undefined && closable.until !== until) continue;
      this.#open.splice(index, 1);
      error = await closable.close(error);
    }
    this.#failure ??= error;
    return error;
  }
}

async function closeOne({ resource, name }: OpenDependency, failure: unknown): Promise<unknown> {
  try {
    if (typeof resource === 'function') {
      await resource();
      return failure;
    }
    return await closeGenerator(resource, name, failure);
  } catch (error) {
    return error ?? new TypeError(`The teardown of '${name}' threw ${String(error)}.`);
  }
}

async function closeGenerator(generator: AnyGenerator, name: string, failure: unknown): Promise<unknown> {
  const step = failure === undefined ? await generator.next() : await generator.throw(failure);
  // A teardown that swallows the failure does not undo it: the answer stays the error's.
  if (step.done === true) return failure;
  await generator.return(undefined);
  return failure ?? new TypeError(`The dependency '${name}' yields more than once. A dependency yields its value once; what stands after it is the teardown.`);
}
