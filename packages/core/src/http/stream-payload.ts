import type { TSchema } from '../schema/typebox.js';
import type { ErrorAnswer } from './problem.js';
import type { StreamSource } from './stream-source.js';

/** How the items of a stream are written. */
export interface StreamFormat {
  /**
   * Writes one item.
   *
   * @param check Refuses data that its schema does not allow; undefined where nothing is checked: in production.
   * @throws SerializationError, or another, for an item that cannot be written.
   */
  readonly write: (item: unknown, check: ItemCheck | undefined) => string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds that the headers wait for the first item. */
  readonly openAfter: number;
  /** What is written where nothing else was for so many milliseconds. */
  readonly keepAlive?: { readonly interval: number; readonly text: string } | undefined;
  /** Tells the client of a failure after the first byte. Absent where only a broken connection can tell. */
  readonly writeFailure?: (answer: ErrorAnswer) => string;
  /** True where the end of the answer says nothing: it may end at any item, as when the application closes. */
  readonly isOpenEnded: boolean;
}

/** @throws ResponseValidationError */
export type ItemCheck = (schema: TSchema, value: unknown) => void;

/** What a stream's kind makes of what the handler returned: sent item by item. */
export interface StreamPayload {
  readonly [kStreamPayload]: true;
  readonly source: StreamSource<unknown>;
  readonly format: StreamFormat;
}

const kStreamPayload = Symbol.for('typhoon.stream-payload');

export function createStreamPayload(source: StreamSource<unknown>, format: StreamFormat): StreamPayload {
  return { [kStreamPayload]: true, source, format };
}

export function isStreamPayload(value: unknown): value is StreamPayload {
  return typeof value === 'object' && value !== null && kStreamPayload in value;
}

/** Options that all streams have. */
export interface StreamOptions {
  /**
   * Milliseconds that the headers wait for the first item. A failure until then is answered as on any route, with a
   * status of its own; after it the status has left. Default: 1,000.
   */
  readonly openAfter?: number;
}

export const DEFAULT_OPEN_AFTER = 1_000;
