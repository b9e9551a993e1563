/** What a validator returns for a value it refuses. A symbol, since every other value may be a valid one. */
export const INVALID: unique symbol = Symbol.for('typhoon.invalid') as never;

export type Invalid = typeof INVALID;
