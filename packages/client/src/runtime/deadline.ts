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
