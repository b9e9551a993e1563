import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ConcurrencyDefinition } from '../describe/route-definition.js';
import { TooBusy } from '../http/limit-errors.js';
import { isGone } from '../http/reply-connection.js';
import type { Done } from './step-hooks.js';

type Hook = (request: FastifyRequest, reply: FastifyReply, done: Done) => void;

/** Lets so many in at a time; some more wait for a while, in the order in which they came. */
export class Gate {
  readonly #limits: Pick<ConcurrencyDefinition, 'max' | 'queue' | 'queueTimeout'>;
  readonly #waiting = new Set<() => void>();
  #inside = 0;

  constructor(limits: Pick<ConcurrencyDefinition, 'max' | 'queue' | 'queueTimeout'>) {
    this.#limits = limits;
  }

  /** True where nobody can come in, and nobody can wait. */
  get isFull(): boolean {
    return this.#inside >= this.#limits.max && this.#waiting.size >= this.#limits.queue;
  }

  /** Calls back with true where somebody is in, at once or after waiting; with false where not. Returns what ends the waiting. */
  enter(goOn: (isIn: boolean) => void): () => void {
    if (this.#inside < this.#limits.max && this.#waiting.size === 0) {
      this.#inside++;
      goOn(true);
      return () => undefined;
    }
    if (this.isFull) {
      goOn(false);
      return () => undefined;
    }
    const leave = (): void => {
      clearTimeout(timer);
      this.#waiting.delete(come);
    };
    const come = (): void => {
      leave();
      this.#inside++;
      goOn(true);
    };
    const timer = setTimeout(() => {
      leave();
      goOn(false);
    }, this.#limits.queueTimeout);
    this.#waiting.add(come);
    return leave;
  }

  leave(): void {
    this.#inside--;
    const [next] = this.#waiting;
    next?.();
  }
}

/** One for each level that says something: what is written once is counted once. */
const gates = new WeakMap<object, Gate>();

/**
 * What counts the requests of a route that are under way. Who cannot come in is refused before the body is read; who comes in
 * does after validation, so that a slow upload holds no place, and leaves when the answer has left.
 */
export function createConcurrencyHooks(definition: ConcurrencyDefinition): { readonly onRequest: Hook; readonly preHandler: Hook } {
  const gate = gates.get(definition.counted) ?? new Gate(definition);
  gates.set(definition.counted, gate);
  return {
    onRequest: (_request, _reply, done) => done(gate.isFull ? refuse() : undefined),
    preHandler: (_request, reply, done) => {
      let isIn = false;
      const stopWaiting = gate.enter((hasEntered) => {
        // Of a connection that is gone nobody will say that it has closed.
        isIn = hasEntered && !isGone(reply);
        if (hasEntered && !isIn) gate.leave();
        else done(hasEntered ? undefined : refuse());
      });
      reply.raw.once('close', () => {
        stopWaiting();
        if (isIn) gate.leave();
      });
    },
  };
}

function refuse(): Error {
  return new TooBusy({ detail: 'As many requests are under way as can be; try again in a moment.', headers: { 'retry-after': '1' }, log: false });
}
