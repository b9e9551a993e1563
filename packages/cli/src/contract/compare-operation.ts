import type { ChangeList } from './change-list.js';
import { compareContent } from './compare-content.js';
import type { Sides } from './compare-content.js';
import type { FoundOperation, Side } from './compare-operations.js';
import { compareCallbacks } from './compare-deliveries.js';
import { compareParameters } from './compare-parameters.js';
import { compareResponses } from './compare-responses.js';
import { compareRequirements } from './compare-security.js';

/** Compares one operation of both documents. */
export function compareOperation(before: FoundOperation, after: FoundOperation, sides: Sides, changes: ChangeList): void {
  const { place } = before;
  const [oldId, newId] = [before.operation['operationId'], after.operation['operationId']];
  if (oldId !== newId) changes.breaks(place, `is called '${String(newId)}' and was '${String(oldId)}': generated clients call it by its name`);
  if (before.operation['deprecated'] !== true && after.operation['deprecated'] === true) changes.allows(place, 'is deprecated now');
  compareParameters(before, after, sides, changes);
  compareBodies(before, after, sides, changes);
  compareResponses(place, { before: before.operation['responses'], after: after.operation['responses'] }, sides, changes);
  compareCallbacks(before, after, sides, changes);
  const of = (found: FoundOperation, side: Side): unknown => found.operation['security'] ?? side.document.document['security'];
  compareRequirements(place, of(before, sides.before), of(after, sides.after), changes);
}

function compareBodies(before: FoundOperation, after: FoundOperation, sides: Sides, changes: ChangeList): void {
  const place = `${before.place}, body`;
  const [given, wanted] = [before.operation['requestBody'], after.operation['requestBody']];
  const [old, now] = [sides.before.document.resolve(given), sides.after.document.resolve(wanted)];
  if (given === undefined && wanted === undefined) return;
  if (given === undefined) {
    if (now['required'] === true) changes.breaks(place, 'is new and required: clients do not send it');
    else changes.allows(place, 'is new');
    return;
  }
  if (wanted === undefined) {
    changes.breaks(place, 'is removed: what clients send is no longer read');
    return;
  }
  if (old['required'] !== true && now['required'] === true) changes.breaks(place, 'is required now: clients may leave it out');
  if (old['required'] === true && now['required'] !== true) changes.allows(place, 'is no longer required');
  compareContent(place, { before: old['content'], after: now['content'] }, { sides, direction: 'input', changes });
}
