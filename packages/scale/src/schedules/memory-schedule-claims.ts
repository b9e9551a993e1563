import type { ScheduleClaims } from './schedule-claims.js';

/** Claims among those who share the object: the applications of one process, or the workers of a primary that holds it. */
export function memoryScheduleClaims(): ScheduleClaims {
  /** When each claimed time is forgotten. */
  const claimed = new Map<string, number>();
  const running = new Map<string, symbol>();
  const forget = (now: number): void => {
    for (const [key, end] of claimed) if (end <= now) claimed.delete(key);
  };
  return {
    claim: async ({ name, time, overlap, life }) => {
      await Promise.resolve();
      const now = performance.now();
      forget(now);
      const key = `${time} ${name}`;
      if (claimed.has(key)) return undefined;
      claimed.set(key, now + life);
      if (overlap) return { release: async () => Promise.resolve() };
      if (running.has(name)) return undefined;
      const mine = Symbol(name);
      running.set(name, mine);
      return {
        release: async () => {
          if (running.get(name) === mine) running.delete(name);
          await Promise.resolve();
        },
      };
    },
    close: async () => {
      claimed.clear();
      running.clear();
      await Promise.resolve();
    },
  };
}
