import { validateHeaderValue } from 'node:http';
import type { FastifyReply } from 'fastify';

/** What the upgrade itself says, and what stands for a body that it has not. */
const NOT_OURS = /^(connection|upgrade|date|content-.*|transfer-encoding|sec-websocket-.*)$/;

/**
 * The headers that dependencies and hooks have set on the reply, as lines of the answer that upgrades: a cookie, mostly.
 *
 * `{ 'set-cookie': ['a=1', 'b=2'] }` → `['set-cookie: a=1', 'set-cookie: b=2']`
 *
 * @throws TypeError for a value that no header may have.
 */
export function toHeaderLines(reply: Pick<FastifyReply, 'getHeaders'>): readonly string[] {
  const lines: string[] = [];
  for (const [name, given] of Object.entries(reply.getHeaders())) {
    if (given === undefined || NOT_OURS.test(name.toLowerCase())) continue;
    for (const value of [given].flat()) {
      // Node checks headers when it writes an answer; this one is written by `ws`, which does not.
      validateHeaderValue(name, String(value));
      lines.push(`${name}: ${String(value)}`);
    }
  }
  return lines;
}
