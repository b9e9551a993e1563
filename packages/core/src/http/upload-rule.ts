import type { TSchema, TUnsafe } from '../schema/typebox.js';
import { TypeBoxType } from '../schema/typebox.js';

/** What a file has to be: the options of `File()` with their defaults. */
export interface UploadRule {
  /** Largest accepted file, in bytes. */
  readonly maxSize: number;
  /** Fewest and most files of the field; one file is `{ minCount: 1, maxCount: 1 }`. */
  readonly minCount: number;
  readonly maxCount: number;
  /** True where the parameter is a list of files. */
  readonly isList: boolean;
  readonly isOptional: boolean;
  readonly isStream: boolean;
  /** Accepted media types, `image/*` for all of a kind, in lower case; undefined where any will do. */
  readonly types: readonly string[] | undefined;
  /** Whether the first bytes must show an accepted type too. */
  readonly sniff: boolean;
  /** As they were written: what of them is no option, or none that it may be, is a mistake of the boot. */
  readonly options: object;
}

/** Largest accepted file where nothing else is said, in bytes. */
export const DEFAULT_MAX_SIZE = 1_048_576;

const kUploadRule = Symbol.for('typhoon.upload-rule');

/**
 * The schema of a file for documents, marked with its rule: no validator reads it.
 *
 * one: `{ type: 'string', contentMediaType: 'image/png', maxLength: 1048576 }`; many: an array of it.
 *
 * @see OpenAPI 3.1 §4.8.14.2 (Considerations for File Uploads), §4.8.24.1 (`maxLength` bounds a streaming payload)
 */
export function uploadSchema<TFile>(rule: UploadRule): TUnsafe<TFile> {
  const file = TypeBoxType.Unsafe<TFile>({
    type: 'string',
    contentMediaType: mediaTypeOf(rule),
    ...(Number.isFinite(rule.maxSize) ? { maxLength: rule.maxSize } : {}),
  });
  const schema = rule.isList ? TypeBoxType.Unsafe<TFile>({ type: 'array', items: file, minItems: rule.minCount, maxItems: rule.maxCount }) : file;
  // A function, since TypeBox's clones copy objects and pass functions on as they are.
  const marked = { ...schema, [kUploadRule]: () => rule } as TUnsafe<TFile>;
  return rule.isOptional || rule.minCount === 0 ? TypeBoxType.Optional(marked) : marked;
}

/** The rule of a schema that `File()` made; documents read the accepted types from it. */
export function uploadRuleOf(schema: TSchema): UploadRule | undefined {
  return (schema as { [kUploadRule]?: () => UploadRule })[kUploadRule]?.();
}

function mediaTypeOf({ types }: UploadRule): string {
  const [only] = types ?? [];
  return types?.length === 1 && only !== undefined && !only.endsWith('/*') ? only : 'application/octet-stream';
}
