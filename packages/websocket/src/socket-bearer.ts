import type { Absent, SchemeOptions, SecurityDependency, SecurityScheme } from '@typhoon/core';
import { toSecurityDependency } from '@typhoon/core/internal';
import type { FastifyRequest } from 'fastify';

/** The subprotocol before the token; agreed on where the route speaks no other that is offered. */
export const BEARER_PROTOCOL = 'bearer';

/** Options of `socketBearer`. */
export type SocketBearerOptions<TOptional extends boolean = boolean> = SchemeOptions<TOptional>;

/**
 * A token for sockets: of `Authorization: Bearer <token>`, or, since a browser's WebSocket sets no headers, of the
 * subprotocol that follows `bearer`. It is not checked: the dependency that takes it does that.
 *
 * In the browser: `new WebSocket(url, ['bearer', token])`. A token in a subprotocol consists of letters, digits and
 * ``!#$%&'*+-.^_`|~``, as JSON Web Tokens do. Unlike one in the address it does not end up in logs.
 *
 * @see RFC 6455 §4.1 (Sec-WebSocket-Protocol), RFC 6750
 * @example const currentUser = dependency({ token: socketBearer(), users: UserStore }, ({ token, users }) => users.byToken(token));
 */
export function socketBearer<TOptional extends boolean = false>(options: SocketBearerOptions<TOptional> = {}): SecurityDependency<string | Absent<TOptional>> {
  const { name = 'SocketBearer', description, optional = false } = options;
  const scheme: SecurityScheme = {
    name,
    document: { type: 'http', scheme: 'bearer', ...(description === undefined ? {} : { description }) },
    optional,
    challenge: { scheme: 'Bearer' },
    inSubprotocol: true,
  };
  return toSecurityDependency<string | Absent<TOptional>>(scheme, readToken);
}

/** True for a scheme whose token may stand among the subprotocols, and for a choice that has one. */
export function takesSubprotocol(scheme: SecurityScheme): boolean {
  return scheme.inSubprotocol === true || scheme.anyOf?.some(takesSubprotocol) === true;
}

/** The subprotocols that a client offers, in its order. */
export function offeredSubprotocols({ headers }: FastifyRequest): readonly string[] {
  const offered = headers['sec-websocket-protocol'];
  return offered === undefined ? [] : offered.split(',').map((name) => name.trim());
}

function readToken(request: FastifyRequest): string | undefined {
  const [, ofHeader] = /^Bearer +([\w~+/.-]+=*) *$/i.exec(request.headers.authorization ?? '') ?? [];
  if (ofHeader !== undefined) return ofHeader;
  const offered = offeredSubprotocols(request);
  const at = offered.indexOf(BEARER_PROTOCOL);
  const token = at === -1 ? undefined : offered[at + 1];
  return token === undefined || token === '' ? undefined : token;
}
