import type { InferOutput, SchemaLike } from '../decorators/check.js';
import { toSchema } from '../schema/model.js';
import { compileSerializer } from '../serialization/serializer.js';
import { createResponseKind, formatKind } from './response-kind.js';
import type { ResponseKind } from './response-kind.js';
import { createStreamPayload, DEFAULT_OPEN_AFTER } from './stream-payload.js';
import type { StreamFormat, StreamOptions } from './stream-payload.js';
import { isStreamSource } from './stream-source.js';
import type { StreamSource } from './stream-source.js';

/** Options of `JsonLines`. */
export interface JsonLinesOptions extends StreamOptions {
  /** The name under which the lines go. Default: 'application/jsonl'. */
  readonly mediaType?: 'application/jsonl' | 'application/x-ndjson';
}

/**
 * One JSON text a line: the handler is an async generator, or returns any other iterable, and each item is written by
 * its schema as soon as it is there.
 *
 * Status 200. A failure before the first item is answered as on any route; after it the connection breaks, so that
 * what came cannot be taken for all.
 *
 * @see https://jsonlines.org
 * @example @Get('/export', { response: JsonLines(Item) }) async *export() { for await (const item of this.store.all()) yield item; }
 */
export function JsonLines<TItem extends SchemaLike>(item: TItem, options: JsonLinesOptions = {}): ResponseKind<StreamSource<InferOutput<TItem>>> {
  const schema = toSchema(item);
  const serialize = compileSerializer(schema, { isAnswer: true });
  const format: StreamFormat = {
    write: (value, check) => {
      check?.(schema, value);
      return `${serialize(value)}\n`;
    },
    // nginx would hold lines back until it has some kilobytes of them.
    headers: { 'x-accel-buffering': 'no' },
    openAfter: options.openAfter ?? DEFAULT_OPEN_AFTER,
    isOpenEnded: false,
  };
  return createResponseKind({
    name: 'json-lines',
    mediaType: options.mediaType ?? 'application/jsonl',
    schema,
    status: 200,
    findProblem: findSourceProblem,
    toPayload: (value) => createStreamPayload(value as StreamSource<unknown>, format),
  });
}

export function findSourceProblem(value: unknown): string | undefined {
  return isStreamSource(value) ? undefined : `expects an iterable of items, async or not, but got ${formatKind(value)}`;
}
