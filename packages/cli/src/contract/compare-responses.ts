import type { ChangeList } from './change-list.js';
import { compareContent } from './compare-content.js';
import type { Sides } from './compare-content.js';
import { compareSchemas } from './compare-schemas.js';
import { headersOf, objectOf } from './contract.js';
import type { JsonObject } from './contract.js';

/** Compares what an operation answers. */
export function compareResponses(place: string, responses: { readonly before: unknown; readonly after: unknown }, sides: Sides, changes: ChangeList): void {
  const [old, now] = [objectOf(responses.before), objectOf(responses.after)];
  for (const [status, response] of Object.entries(old)) {
    const where = `${place}, response ${status}`;
    if (!Object.hasOwn(now, status)) {
      if (/^[45]XX$/.test(status) && Object.keys(now).some((other) => other.startsWith(status.charAt(0)))) {
        changes.allows(where, 'is said status by status');
        continue;
      }
      changes.breaks(where, isError(status) ? 'is removed: clients tell this error from others' : 'is removed: clients expect it');
      continue;
    }
    const [before, after] = [sides.before.document.resolve(response), sides.after.document.resolve(now[status])];
    compareHeaders(where, before, after, sides, changes);
    compareBody(where, before, after, sides, changes);
  }
  for (const status of Object.keys(now)) {
    if (Object.hasOwn(old, status)) continue;
    const where = `${place}, response ${status}`;
    // Any request may fail in ways that no document lists: clients are ready for an error.
    if (isError(status)) changes.allows(where, 'is a new error');
    else changes.breaks(where, 'is new: clients do not expect it');
  }
}

function compareBody(place: string, before: JsonObject, after: JsonObject, sides: Sides, changes: ChangeList): void {
  const [old, now] = [objectOf(before['content']), objectOf(after['content'])];
  const hadNone = Object.keys(old).length === 0;
  if (hadNone && Object.keys(now).length > 0) changes.allows(place, 'has a body now');
  else compareContent(`${place}, body`, { before: old, after: now }, { sides, direction: 'output', changes });
}

function compareHeaders(place: string, before: JsonObject, after: JsonObject, sides: Sides, changes: ChangeList): void {
  const [old, now] = [headersOf(before), headersOf(after)];
  for (const [name, header] of old) {
    const where = `${place}, header ${name}`;
    if (!now.has(name)) {
      changes.breaks(where, 'is removed: clients read it');
      continue;
    }
    const [one, other] = [sides.before.document.resolve(header), sides.after.document.resolve(now.get(name))];
    if (one['required'] === true && other['required'] !== true) changes.breaks(where, 'may be missing now: clients expect it');
    if (one['required'] !== true && other['required'] === true) changes.allows(where, 'is always there now');
    compareSchemas(
      { before: sides.before.shapes, after: sides.after.shapes },
      { before: one['schema'] ?? {}, after: other['schema'] ?? {} },
      'output',
      where,
      changes,
    );
  }
  for (const name of now.keys()) if (!old.has(name)) changes.allows(`${place}, header ${name}`, 'is new');
}

function isError(status: string): boolean {
  return /^([45]|default)/.test(status);
}
