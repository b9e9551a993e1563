import type { ApiError } from './api-error.js';
import { readText } from './body-text.js';
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
export function jsonLines<TInput, TItem, TFailure extends ApiError>(
  transport: Transport,
  definition: OperationDefinition,
): StreamOperation<TInput, TItem, TFailure> {
  return streamOperation(transport, definition, readLines<TItem>, false);
}

async function* readLines<TItem>({ body }: Response): AsyncGenerator<TItem> {
  let rest = '';
  for await (const text of readText(body)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield* parseLines<TItem>(lines);
  }
  yield* parseLines<TItem>([rest]);
}

/** Texts of `application/json-seq` begin with a record separator. @see RFC 7464 */
function parseLines<TItem>(lines: readonly string[]): TItem[] {
  return lines.filter((line) => line.trim()).map((line) => JSON.parse(line.replace('\x1e', '')) as TItem);
}
