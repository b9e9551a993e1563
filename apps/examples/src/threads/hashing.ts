import { createHash } from 'node:crypto';
import { threadTask } from 'typhoon';

/** Loaded by each thread: a module of its own, that starts nothing. */
export const hashing = threadTask(import.meta.url, 'hashing', ({ text, rounds }: { text: string; rounds: number }) => {
  let digest = text;
  for (let round = 0; round < rounds; round++) digest = createHash('sha256').update(digest).digest('hex');
  return digest;
});
