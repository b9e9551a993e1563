import { dependency } from '@typhoon/core';
import type { Dependency } from '@typhoon/core';
import { createDependency } from '@typhoon/core/internal';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Where a call comes from: headers that a service is told, so that its log can be read beside ours. */
export interface CallOrigin {
  readonly headers: Readonly<Record<string, string>>;
  /** Says what is to be done when the request is over. Returns what takes that back. Undefined outside of requests. */
  readonly whenOver?: (end: () => void) => () => void;
}

const NOWHERE: CallOrigin = { headers: {} };

/** The request that a call is made for; nothing outside of requests. */
export const callOrigin: Dependency<CallOrigin> = createDependency({
  make: 'request',
  name: 'callOrigin',
  read: (request, reply) => ({ headers: readHeaders(request), whenOver: createWhenOver(reply) }),
  outside: dependency({}, () => NOWHERE, { name: 'callOrigin' }),
});

/** Who takes no part in a trace hands it on as it came. @see https://www.w3.org/TR/trace-context/ §3.2 */
function readHeaders({ id, headers }: FastifyRequest): Record<string, string> {
  const { traceparent, tracestate } = headers;
  return {
    'x-request-id': id,
    ...(typeof traceparent === 'string' ? { traceparent } : {}),
    ...(typeof traceparent === 'string' && typeof tracestate === 'string' ? { tracestate } : {}),
  };
}

/** What begins after the answer, as background work does, is nobody's but its own. However many begin before, the answer has one listener. */
function createWhenOver({ raw }: FastifyReply): NonNullable<CallOrigin['whenOver']> {
  const ends = new Set<() => void>();
  let isListening = false;
  return (end) => {
    if (!isListening) raw.once('close', () => ends.forEach((each) => each()));
    isListening = true;
    ends.add(end);
    return () => void ends.delete(end);
  };
}
