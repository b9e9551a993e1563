import { HttpError } from '@typhoon/core';
import { SocketError } from './socket.js';
import type { SocketClosing } from './socket.js';

/** Codes that may stand in a close frame. @see RFC 6455 §7.4.1, §7.4.2 and the registry of close codes */
export function isSendableCode(code: number): boolean {
  if (!Number.isInteger(code)) return false;
  return (code >= 3000 && code <= 4999) || (code >= 1000 && code <= 1014 && code !== 1004 && code !== 1005 && code !== 1006);
}

/** The reason as it fits a close frame: at most 123 bytes, no character cut in two. @see RFC 6455 §5.5 */
export function cutReason(reason: string): string {
  const bytes = Buffer.from(reason);
  if (bytes.length <= MAX_REASON) return reason;
  let end = MAX_REASON;
  // A byte 10xxxxxx continues a character.
  while (end > 0 && ((bytes[end] ?? 0) & 0b1100_0000) === 0b1000_0000) end--;
  return bytes.toString('utf8', 0, end);
}

const MAX_REASON = 123;

/**
 * What a socket is closed with when its handler failed: `4000 + status` with the code of an HTTP error
 * (`HttpError(404)` → 4404 'not_found'), what a `SocketError` says, 1011 without a word for everything else.
 */
export function toClosing(error: unknown): SocketClosing {
  if (SocketError.is(error) && isSendableCode(error.code)) return { code: error.code, reason: error.reason };
  return HttpError.is(error) ? { code: 4000 + error.status, reason: error.code } : { code: 1011, reason: '' };
}
