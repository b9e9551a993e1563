import type { UploadedFile } from '../http/upload-file.js';
import type { UploadStream } from '../http/upload-stream.js';
import { DEFAULT_MAX_SIZE, uploadSchema } from '../http/upload-rule.js';
import type { UploadRule } from '../http/upload-rule.js';
import { formatFound } from '../validation/found.js';
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

/** The compiler misses none. */
export const FILE_OPTIONS: Readonly<Record<keyof FileOptions, true>> = {
  maxSize: true,
  maxCount: true,
  minCount: true,
  types: true,
  sniff: true,
  optional: true,
  stream: true,
  alias: true,
  description: true,
  deprecated: true,
  hidden: true,
};

function toUploadRule(options: FileOptions): UploadRule {
  const wrong = findWrongValues(options);
  const { maxSize, maxCount, minCount, types, sniff, optional, stream } = wrong.length === 0 ? options : {};
  const isList = maxCount !== undefined;
  const misspelt = Object.keys(options).filter((option) => !Object.hasOwn(FILE_OPTIONS, option));
  return {
    ...(misspelt.length === 0 ? {} : { unknown: misspelt }),
    ...(wrong.length === 0 ? {} : { wrong }),
    maxSize: maxSize ?? DEFAULT_MAX_SIZE,
    minCount: minCount ?? 1,
    maxCount: maxCount ?? 1,
    isList,
    isOptional: optional === true,
    isStream: stream === true,
    types: types?.map((type) => type.toLowerCase()),
    sniff: sniff ?? types !== undefined,
  };
}

/** The compiler refuses these; where there is none, '1mb' would be no limit that anything is compared with. */
function findWrongValues({ maxSize, maxCount, minCount, types }: FileOptions): readonly string[] {
  const isCount = (value: unknown): boolean => value === undefined || (typeof value === 'number' && value >= 0);
  const found = (name: string, expected: string, value: unknown): string => `the option '${name}' expects ${expected}, but got ${formatFound(value)}.`;
  return [
    ...(isCount(maxSize) ? [] : [found('maxSize', 'bytes, 1_000_000', maxSize)]),
    ...(isCount(maxCount) ? [] : [found('maxCount', 'how many, 3', maxCount)]),
    ...(isCount(minCount) ? [] : [found('minCount', 'how many, 1', minCount)]),
    ...(types === undefined || Array.isArray(types) ? [] : [found('types', "a list of media types, ['image/png']", types)]),
  ];
}

function toParameterOptions({ alias, description, deprecated, hidden }: FileOptions): ParameterOptions {
  return {
    ...(alias === undefined ? {} : { alias }),
    ...(description === undefined ? {} : { description }),
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(hidden === undefined ? {} : { hidden }),
  };
}
