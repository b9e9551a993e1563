import type { ApiError } from './api-error.js';
import { readLines } from './body-lines.js';
import { streamOperation } from './item-stream.js';
import type { OperationDefinition } from './operation-definition.js';
import type { StreamOperation } from './operation-types.js';
import type { Transport } from './transport.js';

/**
 * An operation of a generated client that answers with one JSON text a line (`application/jsonl`, `application/x-ndjson`,
 * `application/json-seq`). Lines have no ids: what broke is not taken up again.
 *
 * @example const rows: StreamOperation<void, Row, never> = jsonLines(transport, { id: 'rows', method: 'GET', path: '/rows', accept: ['application/jsonl'] });
 */
export const jsonLines = <TInput, TItem, TFailure extends ApiError>(
  transport: Transport,
  definition: OperationDefinition,
): StreamOperation<TInput, TItem, TFailure> =>
  streamOperation(
    transport,
    definition,
    async function* ({ body }) {
      // Texts of `application/json-seq` begin with a record separator. @see RFC 7464
      for await (const line of readLines(body)) if (line.trim()) yield JSON.parse(line.replace('\x1e', '')) as TItem;
    },
    false,
  );
