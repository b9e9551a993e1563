import type { UploadedFile } from '../http/upload-file.js';
import type { UploadStream } from '../http/upload-stream.js';
import { DEFAULT_MAX_SIZE, uploadSchema } from '../http/upload-rule.js';
import type { UploadRule } from '../http/upload-rule.js';
import { createSource } from './source.js';
import type { ParameterOptions, Source } from './source.js';

/** What a file of a form has to be. */
export interface FileOptions extends Omit<ParameterOptions, 'style' | 'explode' | 'example' | 'examples'> {
  /** Largest accepted file in bytes; a larger one is refused with 413 while it is read. Default: 1_048_576. */
  readonly maxSize?: number;
  /** Makes it a list of at most so many files; more are refused with 413. */
  readonly maxCount?: number;
  /** Fewest files of a list. Default: 1; 0 where the list may be empty. */
  readonly minCount?: number;
  /** Accepted media types, `image/*` for all of a kind. Another one is an issue of the 422. Default: any. */
  readonly types?: readonly string[];
  /** Whether the first bytes must show an accepted type, too, not the client's word alone. Default: true where `types` are given. */
  readonly sniff?: boolean;
  /** Yields `undefined` where the field is left out. Default: false. */
  readonly optional?: boolean;
  /**
   * Hands the file to the handler while it arrives, as an `UploadStream`; nothing is kept. Its fields, and other files,
   * stand before it in the body. One per route, not in a list. Default: false.
   */
  readonly stream?: boolean;
}

/** The value of an option where it is known, `TDefault` where it is not given. */
type OptionOf<TOptions, TKey extends string, TDefault> = TKey extends keyof TOptions
  ? undefined extends TOptions[TKey]
    ? Exclude<TOptions[TKey], undefined> | TDefault
    : TOptions[TKey]
  : TDefault;

type InferBuffered<TCount> = TCount extends number ? UploadedFile[] : UploadedFile;
type InferUpload<TStream, TCount> = TStream extends true ? UploadStream : InferBuffered<TCount>;

/** A type parameter takes what it does not know, and a misspelt `types` would let any file in. */
type Unknown<TOptions> = { readonly [TName in Exclude<keyof TOptions, keyof FileOptions>]: never };

/** What `File()` yields for its options. Options that are not known to the compiler yield all that they may mean. */
export type InferFile<TOptions extends FileOptions> =
  | InferUpload<OptionOf<TOptions, 'stream', false>, OptionOf<TOptions, 'maxCount', undefined>>
  | (true extends OptionOf<TOptions, 'optional', false> ? undefined : never);

/**
 * Reads a file of a multipart form: one, several (`maxCount`), or one that is streamed while it arrives (`stream`).
 * Fields beside it are read with `@Form()`.
 *
 * The whole body may be as large as its files may be together, and Fastify's `bodyLimit` more for the fields, unless
 * the route says another `bodyLimit`.
 *
 * @param name The name of the form field.
 * @example add(@File('image', { maxSize: 5_000_000, types: ['image/png', 'image/jpeg'] }) image: UploadedFile) {}
 * @example scan(@File('pages', { maxCount: 20 }) pages: UploadedFile[]) {}
 * @example watch(@File('video', { maxSize: 2 ** 32, stream: true }) video: UploadStream) {}
 */
export function File<const TOptions extends FileOptions = {}>(name: string, options?: TOptions & Unknown<TOptions>): Source<InferFile<TOptions>> {
  const given: FileOptions = options ?? {};
  return createSource({ in: 'file', name, schema: uploadSchema(toUploadRule(given)), options: toParameterOptions(given) });
}

/** What an option may not be is a mistake of the boot, once, and none of the schema. */
function toUploadRule(options: FileOptions): UploadRule {
  const { maxSize, maxCount, minCount, types, sniff, optional, stream } = options;
  const isList = maxCount !== undefined;
  return {
    options,
    maxSize: toAmount(maxSize, DEFAULT_MAX_SIZE),
    minCount: toAmount(minCount, 1),
    maxCount: toAmount(maxCount, 1),
    isList,
    isOptional: optional === true,
    isStream: stream === true,
    types: Array.isArray(types) ? types.map((type) => String(type).toLowerCase()) : undefined,
    sniff: sniff ?? types !== undefined,
  };
}

function toAmount(value: unknown, otherwise: number): number {
  return typeof value === 'number' && value >= 0 ? value : otherwise;
}

function toParameterOptions({ alias, description, deprecated, hidden }: FileOptions): ParameterOptions {
  return {
    ...(alias === undefined ? {} : { alias }),
    ...(description === undefined ? {} : { description }),
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(hidden === undefined ? {} : { hidden }),
  };
}
