import { Readable } from 'node:stream';

/**
 * What a handler may return for a stream of items: an async generator mostly, or any other iterable, async or not, a
 * stream of Node or of the web.
 *
 * A list is an iterable, too: it is named for the compiler, which compares two lists by their items, and says so.
 */
export type StreamSource<TItem> = AsyncIterable<TItem> | readonly TItem[] | (Iterable<TItem> & object);

type Step = IteratorResult<unknown, unknown>;

/** A source that is being read. */
export interface OpenSource {
  /** The next item, promised or not. Called again only after the last one has come. */
  next(): Step | PromiseLike<Step>;
  /**
   * Ends it, also while an item is awaited; resolves when its `finally` has run. A generator that waits for something
   * ends only when that comes.
   */
  stop(): Promise<void>;
}

/** A text could be read character by character, bytes number by number: nobody means that. */
export function isStreamSource(value: unknown): value is StreamSource<unknown> {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false;
  return Symbol.asyncIterator in value || Symbol.iterator in value || value instanceof ReadableStream;
}

/** Begins to read. Nothing of a generator runs before the first `next()`. */
export function openSource(source: StreamSource<unknown>): OpenSource {
  if (source instanceof Readable) return openNodeStream(source);
  if (source instanceof ReadableStream) return openWebStream(source);
  return openIterator(Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]());
}

function openIterator(iterator: AsyncIterator<unknown, unknown> | Iterator<unknown, unknown>): OpenSource {
  return { next: () => iterator.next(), stop: once(() => iterator.return?.()) };
}

/** Ended by `return()` of its iterator, it would wait for the next chunk first. */
function openNodeStream(stream: Readable): OpenSource {
  const iterator = stream[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    stop: once(() => {
      // What is destroyed before anybody reads may still fail to open.
      stream.on('error', () => undefined);
      stream.destroy();
    }),
  };
}

/** The same. */
function openWebStream(stream: ReadableStream<unknown>): OpenSource {
  const reader = stream.getReader();
  return { next: () => reader.read(), stop: once(() => reader.cancel()) };
}

function once(stop: () => unknown): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  return () =>
    (stopping ??= (async () => {
      await stop();
    })());
}
