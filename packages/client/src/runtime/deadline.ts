/** The end of a call: the caller's signal or a time, whichever comes first. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** In milliseconds since the epoch; Infinity where there is none. */
  readonly at: number;
  /** Ends the timer; the caller's signal counts on. */
  readonly clear: () => void;
}

/** @param timeout Milliseconds; 0 and Infinity for none. */
export function createDeadline(signal: AbortSignal | undefined, timeout: number): Deadline {
  const controller = new AbortController();
  const isLimited = timeout > 0 && timeout < Infinity;
  const timer = isLimited ? setTimeout(() => controller.abort(new DOMException(`It took longer than ${timeout} ms.`, 'TimeoutError')), timeout) : undefined;
  return {
    signal: signal === undefined ? controller.signal : AbortSignal.any([signal, controller.signal]),
    at: isLimited ? Date.now() + timeout : Infinity,
    clear: () => clearTimeout(timer),
  };
}

/** Resolves after a time, unless the signal rejects it with its reason. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason is the caller's
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener('abort', finish);
    if (signal.aborted) finish();
  });
}
