import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** A constraint of routes: what it is called becomes a name in code that the router generates. */
const NAME = 'typhoonUpgrade';

const WEBSOCKET = 'websocket';

/** Which of two routes of one path gets a request: the one for upgrades, or, as if it were alone, the other. */
const STRATEGY = {
  name: NAME,
  storage: () => {
    const handlers = new Map<unknown, unknown>();
    return { get: (value: unknown) => handlers.get(value) ?? null, set: (value: unknown, handler: unknown) => void handlers.set(value, handler) };
  },
  validate: () => undefined,
  deriveConstraint: ({ headers }: IncomingMessage) => (headers.upgrade?.toLowerCase() === WEBSOCKET ? WEBSOCKET : undefined),
};

/**
 * The constraints of a route of sockets: those that it has, and, where a plain route of that path is there already, one
 * more, which leaves plain requests to that.
 *
 * @param url The whole path.
 */
export function constrainUpgrades(instance: FastifyInstance, url: string, own: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> {
  const isShared = instance.hasRoute({ method: 'GET', url, ...(own === undefined ? {} : { constraints: own }) });
  if (!isShared) return { ...own };
  if (!instance.hasConstraintStrategy(NAME)) instance.addConstraintStrategy(STRATEGY as never);
  return { ...own, [NAME]: WEBSOCKET };
}
