import type { FastifyReply } from 'fastify';

const controllers = new WeakMap<object, AbortController>();

/**
 * The signal of a request: aborts when the connection closes before the answer has left.
 *
 * Not Fastify's own signal of the request: that one is aborted in the handler of any POST whose body has been read,
 * since the request's stream closes once it is consumed.
 */
export function signalOf({ raw }: FastifyReply): AbortSignal {
  const known = controllers.get(raw);
  if (known !== undefined) return known.signal;
  const controller = new AbortController();
  controllers.set(raw, controller);
  raw.once('close', () => {
    if (!raw.writableEnded) controller.abort(new DOMException('The client has gone away.', 'AbortError'));
  });
  return controller.signal;
}

/** Aborts it for another reason; nothing where nobody has asked for it. */
export function abortSignalOf({ raw }: FastifyReply, reason: unknown): void {
  controllers.get(raw)?.abort(reason);
}
