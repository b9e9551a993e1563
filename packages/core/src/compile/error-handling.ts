import type { FastifyRequest } from 'fastify';
import type { ErrorHandlerDefinition } from '../describe/route-definition.js';
import { isReply } from '../http/reply.js';
import type { ReplyValue } from '../http/reply.js';
import { toError } from '../http/request-errors.js';
import { formatKind } from '../http/response-kind.js';

/** The innermost level that handles the error; there the class nearest to it. */
export function findErrorHandler(error: Error, handlers: readonly ErrorHandlerDefinition[]): ErrorHandlerDefinition | undefined {
  let best: ErrorHandlerDefinition | undefined;
  let bestDistance = Infinity;
  for (const handler of handlers) {
    if (best !== undefined && handler.level > best.level) break;
    const distance = distanceTo(error, handler.error.prototype as object);
    if (distance < bestDistance) [best, bestDistance] = [handler, distance];
  }
  return best;
}

function distanceTo(error: object, target: object): number {
  let distance = 0;
  for (let prototype: unknown = Object.getPrototypeOf(error); prototype !== null; prototype = Object.getPrototypeOf(prototype)) {
    if (prototype === target) return distance;
    distance++;
  }
  return Infinity;
}

/** What a handler makes of an error: a reply, another error, or the same one where it passes it on. */
export async function runErrorHandler(error: Error, handler: ErrorHandlerDefinition, request: FastifyRequest): Promise<Error | ReplyValue> {
  try {
    return toOutcome(await handler.handle(error as never, request as never), error, handler);
  } catch (thrown) {
    return toError(thrown);
  }
}

/** A value that nobody wrote a schema for would be dropped without a word: the log says so, since the answer must not. */
function toOutcome(result: unknown, error: Error, handler: ErrorHandlerDefinition): Error | ReplyValue {
  if (result === undefined) return error;
  if (result instanceof Error || isReply(result)) return result;
  const message = `The error handler of '${handler.error.name}' returned ${formatKind(result)}. Return reply(status, body), an error, or nothing.`;
  return new TypeError(message, { cause: error });
}
