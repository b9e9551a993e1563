/** Messages that wait for a reader, or readers that wait for a message. */
export interface Inbox {
  /** @throws TypeError behind the end. */
  readonly push: (message: unknown) => void;
  /** What waits is read first. Called once. @param error Thrown at the end; undefined for none. */
  readonly end: (error: unknown) => void;
  readonly next: () => Promise<IteratorResult<unknown, void>>;
}

/** Makes an empty one. */
export const createInbox = (): Inbox => {
  let messages!: ReadableStreamDefaultController<unknown>;
  let failure: unknown;
  const reader = new ReadableStream({ start: (controller) => void (messages = controller) }).getReader();
  return {
    next: async () => {
      const result = await reader.read();
      if (result.done && failure) throw failure as Error;
      return result;
    },
    push: (message) => messages.enqueue(message),
    end: (error) => {
      failure = error;
      messages.close();
    },
  };
};
