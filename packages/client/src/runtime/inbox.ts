/** Messages that wait for a reader, or readers that wait for a message. */
export interface Inbox {
  readonly push: (message: unknown) => void;
  /** What waits is read first. @param error Thrown at the end; undefined for none. */
  readonly end: (error: unknown) => void;
  readonly next: () => Promise<IteratorResult<unknown, void>>;
}

/** Makes an empty one. */
export function createInbox(): Inbox {
  const messages: unknown[] = [];
  const readers: PromiseWithResolvers[] = [];
  let ending: { readonly error: unknown } | undefined;

  const next = async (): Promise<IteratorResult<unknown, void>> => {
    if (messages.length) return { done: false, value: messages.shift() };
    if (!ending) return new Promise((resolve, reject) => readers.push({ resolve, reject }));
    if (ending.error) throw ending.error as Error;
    return { done: true, value: undefined };
  };
  return {
    next,
    push: (message) => {
      const reader = readers.shift();
      if (reader) reader.resolve({ done: false, value: message });
      else messages.push(message);
    },
    end: (error) => {
      ending ??= { error };
      for (const { resolve, reject } of readers.splice(0)) next().then(resolve, reject);
    },
  };
}

interface PromiseWithResolvers {
  readonly resolve: (result: IteratorResult<unknown, void>) => void;
  readonly reject: (error: unknown) => void;
}
