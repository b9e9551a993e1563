/**
 * Collects garbage at once, as far as there is any, and gives memory back to the system. Everything stands still for as long
 * as it takes: some tenths of a second for 100 MB of small objects, a second or more for 1 GB.
 *
 * Node's own `gc` would need a flag, which the program was not started with.
 *
 * @see https://chromedevtools.github.io/devtools-protocol/v8/HeapProfiler/#method-collectGarbage
 */
export async function collectGarbage(): Promise<void> {
  try {
    const { Session } = await import('node:inspector/promises');
    const session = new Session();
    session.connect();
    await session.post('HeapProfiler.collectGarbage');
    session.disconnect();
  } catch {
    // A Node that was built without it collects when it wants to.
  }
}
