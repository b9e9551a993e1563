import { createHash } from 'node:crypto';
import { threadTask } from 'typhoon';

/** Some tens of milliseconds of a processor. */
export const hashing = threadTask(import.meta.url, 'hashing', (text: string): string => {
  let digest = text;
  for (let round = 0; round < 30_000; round++) digest = createHash('sha256').update(digest).digest('hex');
  return digest;
});
