/** Messages that wait for a reader, or readers that wait for a message. */
export interface Inbox {
  readonly push: (message: unknown) => void;
  /** What waits is read first; what comes later is dropped. @param error Thrown at the end; undefined for none. */
  readonly end: (error: unknown) => void;
  readonly next: () => Promise<IteratorResult<unknown, void>>;
}

/** Makes an empty one. */
export function createInbox(): Inbox {
  let messages: ReadableStreamDefaultController<unknown> | undefined;
  let failure: unknown;
  const reader = new ReadableStream({ start: (controller) => void (messages = controller) }).getReader();
  return {
    next: async () => {
      const result = await reader.read();
      if (result.done && failure) throw failure as Error;
      return result;
    },
    push: (message) => messages?.enqueue(message),
    end: (error) => {
      failure ??= error;
      messages?.close();
      messages = undefined;
    },
  };
}
