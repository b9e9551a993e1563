import { createResponseKind, formatKind } from './response-kind.js';
import type { ResponseKind } from './response-kind.js';

/**
 * No body: the handler returns nothing. What it returns all the same is never sent, and a 500 outside production.
 *
 * Status 204, unless the route names another.
 *
 * @example @Delete('/:id', { response: Empty }) async remove(@Path('id', Type.Integer()) id: number) { await this.store.remove(id); }
 */
export const Empty: ResponseKind<void> = createResponseKind({
  name: 'empty',
  mediaType: undefined,
  schema: undefined,
  status: 204,
  findProblem: (value, isStrict) => (isStrict && value !== undefined && value !== null ? `expects nothing, but got ${formatKind(value)}` : undefined),
  toPayload: () => undefined,
});
