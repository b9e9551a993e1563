/**
 * One thing wrong with an input, in FastAPI's shape and with its names.
 *
 * `{ type: 'int_parsing', loc: ['query', 'limit'], msg: 'Input should be a valid integer, …', input: 'ten' }`
 */
export interface ValidationIssue {
  readonly type: string;
  /** Where: the part of the request first, then names and indexes. */
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  /** The value that was refused. */
  readonly input: unknown;
  /** The figures of the message: `{ gt: 3 }`. */
  readonly ctx?: Readonly<Record<string, unknown>>;
}

/** How a value is written where it comes from: JSON keeps its types, text is coerced by the schema. */
export type InputMode = 'json' | 'text';

/** Most issues collected for one request. */
export const MAX_ISSUES = 50;
