import { randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * 'secret' → a token: the secret hidden behind as many random bytes, so that answers that are compressed do not give
 * it away piece by piece (BREACH).
 */
export function csrfTokenOf(secret: string): string {
  const bytes = Buffer.from(secret, 'base64url');
  const mask = randomBytes(bytes.length);
  return Buffer.concat([mask, xor(bytes, mask)]).toString('base64url');
}

/** True for a token of that secret. */
export function isCsrfToken(secret: string, token: string): boolean {
  const [bytes, given] = [Buffer.from(secret, 'base64url'), Buffer.from(token, 'base64url')];
  if (given.length !== 2 * bytes.length) return false;
  return timingSafeEqual(xor(given.subarray(bytes.length), given.subarray(0, bytes.length)), bytes);
}

function xor(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));
}
