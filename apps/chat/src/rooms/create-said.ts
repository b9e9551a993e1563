import { randomUUID } from 'node:crypto';
import type { Said } from './room-models.js';

/** What somebody says, now. */
export function createSaid(by: string, text: string): Said {
  return { kind: 'said', id: randomUUID(), by, text: text.trim(), at: new Date() };
}
