import type { FastifyRequest } from 'fastify';
import { HttpError } from '@typhoon/core';
import type { Limits } from './limits.js';

/**
 * Refuses what is no proper beginning of a socket, before anything else of the route runs.
 *
 * @throws HttpError 426 for a plain request, and for another version than 13; 400 for a key that is none; 403 for a page of another origin.
 * @see RFC 6455 §4.2.1, §4.4; RFC 9110 §15.5.22
 */
export function assertHandshake(request: FastifyRequest, isUpgrade: boolean, origins: Limits['origins']): void {
  const { headers } = request;
  if (!isUpgrade || headers.upgrade?.toLowerCase() !== 'websocket') {
    throw upgradeRequired();
  }
  if (headers['sec-websocket-version'] !== '13') {
    throw new HttpError(426, { detail: 'Only version 13 of the protocol is spoken.', headers: { 'sec-websocket-version': '13', upgrade: 'websocket' } });
  }
  if (!/^[+/0-9A-Za-z]{22}==$/.test(headers['sec-websocket-key'] ?? '')) throw new HttpError(400, 'The header Sec-WebSocket-Key is missing or no key.');
  if (!isAllowedOrigin(headers.origin, request.host, origins)) {
    throw new HttpError(403, { code: 'origin_not_allowed', title: 'Origin not allowed', detail: 'A page of this origin may not connect.' });
  }
}

/** Clients in pages show it where the handshake was refused and the plain request, which has headers, was not. */
const FOR_PLAIN_REQUESTS =
  'This path speaks WebSocket alone. Pages open it without headers: there, sign in by a subprotocol (socketBearer), a cookie, the query or the first message.';

/** The answer to a plain request. */
export function upgradeRequired(): HttpError {
  return new HttpError(426, { detail: FOR_PLAIN_REQUESTS, headers: { upgrade: 'websocket', connection: 'Upgrade' } });
}

/**
 * True where no upgrade is asked for. Such a request goes the way of a handshake and is refused for the same reasons, or
 * with 426 at its end: a browser tells pages nothing of a refused handshake, but everything of a plain request.
 */
export function isPlain({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return headers.upgrade === undefined;
}

/**
 * Programs send no origin. Of pages those of the same host may connect: their scheme is not compared, since what ends
 * TLS before us may not say so. `null`, the origin of a sandboxed page, is nobody's.
 */
function isAllowedOrigin(origin: string | undefined, host: string, origins: Limits['origins']): boolean {
  if (origin === undefined || origins === '*') return true;
  if (!URL.canParse(origin)) return false;
  const { host: ofPage, protocol } = new URL(origin);
  if (isAmong(origins, `${protocol}//${ofPage}`)) return true;
  return ofPage === withoutDefaultPort(host, protocol);
}

function isAmong(origins: Exclude<Limits['origins'], '*'>, origin: string): boolean {
  return typeof origins === 'function' ? origins(origin) : origins.some((allowed) => new URL(allowed).origin === origin);
}

/** A page's origin never names the default port of its scheme; the header Host may. */
function withoutDefaultPort(host: string, protocol: string): string {
  return URL.canParse(`${protocol}//${host}`) ? new URL(`${protocol}//${host}`).host : host;
}

/** The first of ours that the client offers. */
export function selectSubprotocol(offered: Iterable<string>, spoken: readonly string[]): string | undefined {
  const offers = new Set(offered);
  return spoken.find((name) => offers.has(name));
}
