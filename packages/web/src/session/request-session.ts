import type { FastifyRequest } from 'fastify';

/** What of a session the check of tokens needs. */
export interface TokenSession {
  readonly isNew: boolean;
  isCsrfToken(token: string): boolean;
}

const sessions = new WeakMap<FastifyRequest, TokenSession[]>();

/** Remembers that a request has a session. */
export function noteSession(request: FastifyRequest, session: TokenSession): void {
  const known = sessions.get(request);
  if (known === undefined) sessions.set(request, [session]);
  else known.push(session);
}

/** The sessions that have been opened for a request. */
export function sessionsOf(request: FastifyRequest): readonly TokenSession[] {
  return sessions.get(request) ?? [];
}
