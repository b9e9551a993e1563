/** A promise that others settle, and that says whether they have. */
export interface Deferred<TValue> {
  readonly promise: Promise<TValue>;
  readonly resolve: (value: TValue) => void;
  readonly reject: (error: Error) => void;
  readonly isSettled: boolean;
}

/** `Promise.withResolvers` with a memory; Node 20 has none. */
export function createDeferred<TValue>(): Deferred<TValue> {
  const deferred = { isSettled: false } as { -readonly [TKey in keyof Deferred<TValue>]: Deferred<TValue>[TKey] };
  deferred.promise = new Promise<TValue>((resolve, reject) => {
    deferred.resolve = (value) => {
      deferred.isSettled = true;
      resolve(value);
    };
    deferred.reject = (error) => {
      deferred.isSettled = true;
      reject(error);
    };
  });
  return deferred;
}
