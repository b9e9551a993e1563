import type { FormatTable } from '../schema/formats.js';
import type { JsonSchema } from '../schema/typebox.js';
import type { ReadMode } from './conversion.js';
import type { Complaint } from './format-issue.js';
import type { Invalid } from './invalid.js';
import type { ValidationIssue } from './issue.js';
import type { PlainObject } from './open-value.js';
import type { Frame, SchemaNode } from './reference.js';

/** A place in a value: what is read there, in which frame, how deep. */
export interface Place {
  readonly frame: Frame;
  readonly depth: number;
  /**
   * What happens to a value whose shape nothing describes: copied, or (`keep`, within an intersection) left to the other parts.
   * `part` copies too, but leaves names that are only required to the whole intersection: another part may describe them.
   */
  readonly open: 'copy' | 'keep' | 'part';
}

/** The place of a value whose schemas stand in `frame`, `depth` levels deep. */
export function placeIn(frame: Frame, depth = 0): Place {
  return { frame, depth, open: 'copy' };
}

/** The place of an item or a property. */
export function inside(place: Place): Place {
  return placeIn(place.frame, place.depth + 1);
}

/** One of the schemas that an intersection applies. */
export interface Part {
  readonly read: (value: unknown, place: Place) => unknown;
  readonly brings: (kind: 'object' | 'array') => boolean;
}

/** What a part returns that does not apply to the value. */
export const NOTHING = Symbol('typhoon.nothing');

/** What the readers of lists, objects and unions ask of the reader of the whole. */
export interface ReadContext {
  readonly issues: ValidationIssue[];
  readonly mode: ReadMode;
  readonly formats: FormatTable | undefined;
  /** True for what a client sends: there `readOnly` properties are dropped. */
  readonly isRequest: boolean;
  /** True for what leaves: there `writeOnly` properties need not be. */
  readonly isAnswer: boolean;

  /** The value read by a schema, or INVALID; what is wrong is then among the issues. */
  read(node: SchemaNode, place: Place, value: unknown): unknown;
  /** Reads by the keywords of a schema itself, without those that apply other schemas. */
  readBase(node: JsonSchema, place: Place, value: unknown): unknown;
  readReference(node: JsonSchema, place: Place, value: unknown): unknown;
  /** A value whose shape nothing describes. */
  readOpen(place: Place, value: unknown): unknown;
  readDefault(schema: JsonSchema, frame: Frame): unknown;
  /** The constant that a value is, or stands for; INVALID where it is none. */
  findMember(members: readonly unknown[], value: unknown): unknown;
  /** In text the last of repeated values, otherwise the value. */
  scalar(value: unknown): unknown;
  property(object: PlainObject, name: string): unknown;

  /** True where a schema accepts a value; collects nothing. */
  accepts(node: SchemaNode, place: Place, value: unknown): boolean;
  /** Reads without collecting issues. */
  tryBranch(node: SchemaNode, place: Place, value: unknown): unknown;
  /** Runs with a step more in the place of issues. */
  within<TResult>(step: string | number, read: () => TResult): TResult;
  refuse(complaint: Complaint, value: unknown): Invalid;
  /** True where nothing more is collected. */
  isFull(): boolean;
  /** Drops issues from the index on that say the same again. */
  dropRepeated(start: number): void;
}
