import { validateHeaderValue } from 'node:http';
import type { FastifyReply } from 'fastify';

/** What the upgrade itself says, and what stands for a body that it has not. */
const NOT_OURS = /^(connection|upgrade|date|content-.*|transfer-encoding|sec-websocket-.*)$/;

/**
 * The headers that dependencies and hooks have set on the reply, as lines of the answer that upgrades: a cookie, mostly.
 *
 * The headers `{ 'set-cookie': ['a=1', 'b=2'] }` are `['set-cookie: a=1', 'set-cookie: b=2']`.
 *
 * @throws TypeError for a value that no header may have.
 */
export function toHeaderLines(reply: Pick<FastifyReply, 'getHeaders' | 'server'>): readonly string[] {
  const lines: string[] = [];
  for (const [name, given] of [...Object.entries(reply.getHeaders()), ...waitingCookies(reply)]) {
    if (given === undefined || NOT_OURS.test(name.toLowerCase())) continue;
    for (const value of [given].flat()) {
      // Node checks headers when it writes an answer; this one is written by `ws`, which does not.
      validateHeaderValue(name, String(value));
      lines.push(`${name}: ${String(value)}`);
    }
  }
  return lines;
}

/** Where @fastify/cookie 11 keeps what `reply.setCookie` was given until `onSend`, which an upgrade has not. */
const COOKIES = 'fastify.reply.setCookies';

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly opts: object;
}

interface CookieWriter {
  readonly serializeCookie?: (name: string, value: string, options: object) => string;
}

function waitingCookies(reply: Pick<FastifyReply, 'server'>): readonly (readonly [name: string, value: string])[] {
  const key = Object.getOwnPropertySymbols(reply).find(({ description }) => description === COOKIES);
  const { serializeCookie } = (key === undefined ? {} : reply.server) as CookieWriter;
  if (key === undefined || serializeCookie === undefined) return [];
  const cookies = (reply as unknown as Readonly<Record<symbol, ReadonlyMap<string, Cookie> | null>>)[key] ?? new Map<string, Cookie>();
  return [...cookies.values()].map(({ name, value, opts }) => ['set-cookie', serializeCookie(name, value, opts)] as const);
}
