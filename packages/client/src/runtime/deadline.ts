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
  const limit = timeout || Infinity;
  const controller = new AbortController();
  const timer = limit < Infinity ? setTimeout(() => controller.abort(new DOMException(`${limit} ms`, 'TimeoutError')), limit) : undefined;
  return {
    signal: joinSignals(signal, controller),
    at: Date.now() + limit,
    clear: () => clearTimeout(timer),
  };
}

/** Aborts with either. */
export function joinSignals(signal: AbortSignal | undefined, controller: AbortController): AbortSignal {
  return signal ? AbortSignal.any([signal, controller.signal]) : controller.signal;
}

/** Resolves after a time, or at once where the signal aborts. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  const awake = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  return beforeAbort(awake, signal).catch(() => clearTimeout(timer));
}

/** The same, unless the signal aborts before: then it rejects with its reason. */
export function beforeAbort<TValue>(promise: Promise<TValue>, signal: AbortSignal): Promise<TValue> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    void promise.then(resolve, reject).then(() => signal.removeEventListener('abort', stop));
  });
}
