/** The end of a call: the caller's signal or a time, whichever comes first. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** In milliseconds since the epoch; Infinity where there is none. */
  readonly at: number;
  /** To be cleared; the caller's signal counts on. */
  readonly timer: ReturnType<typeof setTimeout> | undefined;
}

/** @param timeout Milliseconds; 0 and Infinity for none. */
export const createDeadline = (signal: AbortSignal | undefined, timeout: number): Deadline => {
  const limit = timeout || Infinity;
  const controller = new AbortController();
  const timer = limit < Infinity ? setTimeout(() => controller.abort(new DOMException(`${limit} ms`, 'TimeoutError')), limit) : undefined;
  return {
    signal: joinSignals(signal, controller),
    at: Date.now() + limit,
    timer,
  };
};

/** Aborts with either. */
export const joinSignals = (signal: AbortSignal | undefined, controller: AbortController): AbortSignal =>
  signal ? AbortSignal.any([signal, controller.signal]) : controller.signal;

/** Resolves after a time, or at once where the signal aborts. */
export const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> => {
  let timer: ReturnType<typeof setTimeout>;
  const awake = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  return beforeAbort(awake, signal).catch(() => clearTimeout(timer));
};

/** The same, unless the signal aborts before: then it rejects with its reason. */
export const beforeAbort = <TValue>(promise: Promise<TValue>, signal: AbortSignal): Promise<TValue> =>
  new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
