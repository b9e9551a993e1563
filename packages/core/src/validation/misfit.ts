import { codecOf } from '../schema/codec.js';
import type { FormatTable } from '../schema/formats.js';
import type { JsonSchema } from '../schema/typebox.js';
import type { ReadMode } from './conversion.js';
import { INVALID } from './invalid.js';
import { placeIn } from './read-context.js';
import { SchemaReader } from './reader.js';
import type { Frame } from './reference.js';
import { asTypeBox } from './shape.js';

/** Where a value was written by the programmer: a default is read as JSON; an example may be shown as the handler sees it, too. */
export interface MisfitOptions {
  readonly formats: FormatTable | undefined;
  /** It fits where one of these reads it. Default: JSON alone. */
  readonly modes?: readonly ReadMode[];
}

/**
 * Why a value that stands in a program does not fit its schema: ` at 'price': Input should be a valid number`; undefined
 * where it fits.
 */
export function findMisfit(schema: JsonSchema, frame: Frame, value: unknown, { formats, modes = ['json'] }: MisfitOptions): string | undefined {
  const codec = codecOf(asTypeBox(schema));
  const written = codec?.is(value) === true ? codec.encode(value as never) : value;
  const readers = modes.map((mode) => ({ mode, reader: new SchemaReader({ mode, formats, limit: 1 }) }));
  const isRead = readers.some(({ mode, reader }) => attempt(() => reader.read(schema, placeIn(frame), mode === 'output' ? value : written)) !== INVALID);
  if (isRead) return undefined;
  const reason = readers[0]?.reader.issues[0];
  const where = reason === undefined || reason.loc.length === 0 ? '' : ` at '${reason.loc.join('.')}'`;
  return `${where}: ${reason?.msg ?? 'it is refused'}`;
}

/** What the schema itself lacks, and what its own functions throw, is said elsewhere. */
function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
