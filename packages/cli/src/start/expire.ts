/** Resolves with false after so many milliseconds, and keeps no process alive for it. */
export async function expire(milliseconds: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), milliseconds).unref());
}
