import type { TaskFailure } from '@typhoon/scale';

/** An error as BullMQ keeps it: one text, 'RangeError: It is too large.' What was thrown is its cause. */
export function wrapFailure(error: unknown): Error {
  const { name, message, stack } = error instanceof Error ? error : new Error(typeof error === 'string' ? error : 'Something was thrown that is no error.');
  const wrapped = new Error(`${name}: ${message}`, { cause: error });
  if (stack !== undefined) wrapped.stack = stack;
  return wrapped;
}

/** The other way round; what BullMQ says of itself has no name. */
export function readFailure(text: string): TaskFailure {
  const [, name, message] = /^([A-Za-z_$][\w$]*): ([^]*)$/.exec(text) ?? [];
  return name === undefined || message === undefined ? { name: 'Error', message: text } : { name, message };
}
