import type { FastifyRequest } from 'fastify';

/**
 * True for a request whose connection becomes a socket, unless it is refused. `request.ws` of `@fastify/websocket` says so
 * only after the hooks that stand before all others.
 *
 * @see Node, `lib/_http_server.js`, `onParserExecuteCommon`
 */
export function isUpgrade({ raw }: FastifyRequest): boolean {
  return (raw as { readonly upgrade?: unknown }).upgrade === true;
}
