import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Compares two secrets so that the time it takes tells nothing of where, or whether by length, they differ.
 *
 * Text is compared as UTF-8, so that text and bytes may be mixed. Both sides are hashed with a key made for this
 * comparison: `timingSafeEqual` needs equal lengths, and nobody outside can choose what is then compared.
 *
 * @example if (!constantTimeEqual(key, config.value.apiKey.reveal())) throw unauthorized({ scheme: apiKey });
 */
export function constantTimeEqual(left: string | Uint8Array, right: string | Uint8Array): boolean {
  const key = randomBytes(32);
  return timingSafeEqual(createHmac('sha256', key).update(left).digest(), createHmac('sha256', key).update(right).digest());
}
