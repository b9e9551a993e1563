declare const replied: unique symbol;
export const kReply = Symbol.for('typhoon.reply');

/** An answer with a status of its own, made by `reply()`. */
export interface Reply<TStatus extends number, TBody> {
  readonly status: TStatus;
  readonly [replied]: TBody;
}

/** A reply as the run time sees it. */
export interface ReplyValue {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>> | undefined;
}

/**
 * Answers with a declared alternative: the body must fit the schema of that status, or the method does not compile.
 *
 * @example return reply(202, { job: id });
 */
export function reply<const TStatus extends number, const TBody = undefined>(
  status: TStatus,
  body?: TBody,
  headers?: Readonly<Record<string, string>>,
): Reply<TStatus, TBody> {
  return { status, body, headers, [kReply]: true } as unknown as Reply<TStatus, TBody>;
}

export function isReply(value: unknown): value is ReplyValue {
  return typeof value === 'object' && value !== null && kReply in value;
}
