import { readBody } from './answer-body.js';
import type { Success } from './answer.js';
import type { ApiError } from './api-error.js';
import type { CallOptions } from './call-options.js';
import { hasKind } from './error-name.js';
import type { OperationDefinition } from './operation-definition.js';
import { send } from './send.js';
import type { Operation } from './operation-types.js';
import type { Transport } from './transport.js';

/**
 * An operation of a generated client, out of what its document says.
 *
 * @example const read: Operation<{ id: number }, Success<200, Item>, Failure<404, 'item_not_found', ItemNotFoundProblem>> =
 *   operation(transport, { id: 'items.read', method: 'GET', path: '/items/{id}', parameters: { id: 'path' }, accept: ['application/json'] });
 */
export const operation = <TInput, TSuccess extends Success, TFailure extends ApiError>(
  transport: Transport,
  definition: OperationDefinition,
): Operation<TInput, TSuccess, TFailure> => {
  const raw = (input?: unknown, options?: CallOptions) => send(transport, definition, input, options, (response) => readBody(response, definition));
  const fetch = async (input?: unknown, options?: CallOptions) => (await send(transport, definition, input, options, (response) => response)).body;
  const call = async (input?: unknown, options?: CallOptions) => (await raw(input, options)).body;
  // The definition stands for the types: the generator has written both.
  return Object.assign(call, { raw, safe: toSafe(raw), fetch }) as unknown as Operation<TInput, TSuccess, TFailure>;
};

/** The same, with a result instead of errors of calls; others, which are mistakes of a program, are thrown. */
export const toSafe =
  <TOptions>(raw: (input?: unknown, options?: TOptions) => Promise<Success>) =>
  async (input?: unknown, options?: TOptions): Promise<unknown> => {
    try {
      const { body, ...rest } = await raw(input, options);
      return { ok: true, ...rest, data: body };
    } catch (error) {
      if (hasKind(error)) return { ok: false, error };
      throw error;
    }
  };
