/** A signal by which a process is asked to end. */
export type EndSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** Resolves with the first signal that asks the process to end. A second one ends it at once. */
export async function untilSignal(): Promise<EndSignal> {
  return new Promise((resolve) => {
    const signals: EndSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    let isEnding = false;
    for (const signal of signals) {
      process.on(signal, () => {
        if (isEnding) process.exit(1);
        isEnding = true;
        resolve(signal);
      });
    }
  });
}
