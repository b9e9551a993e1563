import type { ChangeList } from './change-list.js';
import type { Side } from './compare-operations.js';
import { compareSchemas } from './compare-schemas.js';
import { objectOf } from './contract.js';
import type { Direction } from './schema-fit.js';

/** The two documents. */
export interface Sides {
  readonly before: Side;
  readonly after: Side;
}

/** How the content of a body is compared. */
export interface ContentContext {
  readonly sides: Sides;
  readonly direction: Direction;
  readonly changes: ChangeList;
  /** True where nobody asks for a type: whoever writes takes any of them. */
  readonly isChosenByWriter?: boolean;
}

/** Compares bodies by media type. */
export function compareContent(
  place: string,
  content: { readonly before: unknown; readonly after: unknown },
  { sides, direction, changes, isChosenByWriter = false }: ContentContext,
): void {
  const [old, now] = [objectOf(content.before), objectOf(content.after)];
  const isLabelled = Object.keys(old).length > 1 || Object.keys(now).length > 1;
  for (const [type, media] of Object.entries(old)) {
    if (!Object.hasOwn(now, type)) {
      changes.breaks(place, `${type} is removed${direction === 'input' ? ': clients send it' : ': clients read it'}`);
      continue;
    }
    const [one, other] = [sides.before.document.resolve(media), sides.after.document.resolve(now[type])];
    const where = isLabelled ? `${place} (${type})` : place;
    const pair = { before: sides.before.shapes, after: sides.after.shapes };
    compareSchemas(pair, { before: one['schema'] ?? {}, after: other['schema'] ?? {} }, direction, where, changes);
    const isItem = one['itemSchema'] !== undefined || other['itemSchema'] !== undefined;
    if (isItem) compareSchemas(pair, { before: one['itemSchema'] ?? {}, after: other['itemSchema'] ?? {} }, direction, `${where}[]`, changes);
  }
  for (const type of Object.keys(now)) {
    if (Object.hasOwn(old, type)) continue;
    if (isChosenByWriter) changes.breaks(place, `${type} is new: clients do not know it`);
    else changes.allows(place, `${type} is new`);
  }
}
