import type { ChangeList } from './change-list.js';
import { compareContent } from './compare-content.js';
import type { ContentContext, Sides } from './compare-content.js';
import type { FoundOperation, Side } from './compare-operations.js';
import { findParameters } from './compare-parameters.js';
import { compareBrought } from './compare-security.js';
import { compareSchemas } from './compare-schemas.js';
import { METHODS, headersOf, isObject, objectOf } from './contract.js';
import type { JsonObject } from './contract.js';

/** Compares the requests that the application sends of its own accord. @see OpenAPI 3.1 §4.8.1 (webhooks) */
export function compareWebhooks(sides: Sides, changes: ChangeList): void {
  const of = ({ document }: Side): Map<string, FoundOperation> =>
    findRequests(Object.entries(objectOf(document.document['webhooks'])), (name) => `webhook ${name}`, document);
  compareRequests(of(sides.before), of(sides.after), sides, changes.forReceivers());
}

/** Compares the requests that an operation leads to. @see OpenAPI 3.1 §4.8.18 (Callback Object) */
export function compareCallbacks(before: FoundOperation, after: FoundOperation, sides: Sides, changes: ChangeList): void {
  const of = ({ operation }: FoundOperation, { document }: Side): Map<string, FoundOperation> => {
    const callbacks = Object.entries(objectOf(operation['callbacks'])).map(([name, value]) => [name, document.resolve(value)] as const);
    const items = callbacks.flatMap(([name, callback]) => Object.entries(callback).map(([address, item]) => [`${name} to ${address}`, item] as const));
    return findRequests(items, (name) => `${before.place}, callback ${name}`, document);
  };
  compareRequests(of(before, sides.before), of(after, sides.after), sides, changes.forReceivers());
}

type Requests = ReadonlyMap<string, FoundOperation>;

function findRequests(
  items: readonly (readonly [string, unknown])[],
  toPlace: (name: string) => string,
  document: Side['document'],
): Map<string, FoundOperation> {
  const found = new Map<string, FoundOperation>();
  for (const [name, item] of items) {
    const shared = document.resolve(item);
    const methods = METHODS.filter((method) => isObject(shared[method]));
    for (const method of methods) {
      const place = `${toPlace(name)}${methods.length === 1 ? '' : ` (${method.toUpperCase()})`}`;
      found.set(`${name} ${method}`, { place, path: '', operation: objectOf(shared[method]), shared });
    }
  }
  return found;
}

function compareRequests(before: Requests, after: Requests, sides: Sides, changes: ChangeList): void {
  for (const [key, request] of before) {
    const other = after.get(key);
    if (other === undefined) changes.breaks(request.place, 'is removed: it is no longer sent');
    else compareRequest(request, other, sides, changes);
  }
  for (const [key, { place }] of after) if (!before.has(key)) changes.allows(place, 'is new');
}

/** What the application sends is its output, what the receiver answers its input: the other way round than in operations. */
function compareRequest(before: FoundOperation, after: FoundOperation, sides: Sides, changes: ChangeList): void {
  const { place } = before;
  if (before.operation['deprecated'] !== true && after.operation['deprecated'] === true) changes.allows(place, 'is deprecated now');
  compareSent(place, findParameters(before, sides.before), findParameters(after, sides.after), { sides, direction: 'output', changes });
  compareSentBody(`${place}, body`, before, after, { sides, direction: 'output', changes, isChosenByWriter: true });
  compareAnswers(place, before, after, { sides, direction: 'input', changes });
  compareBrought(place, before.operation['security'], after.operation['security'], changes);
}

/** Parameters of a path are no part of an address that the receiver has given. */
function compareSent(
  place: string,
  before: ReadonlyMap<string, JsonObject>,
  after: ReadonlyMap<string, JsonObject>,
  { sides, direction, changes }: ContentContext,
): void {
  for (const [key, parameter] of before) {
    const other = after.get(key);
    const where = `${place}, ${key}`;
    if (other === undefined) {
      changes.breaks(where, 'is removed: clients read it');
      continue;
    }
    if (parameter['required'] === true && other['required'] !== true) changes.breaks(where, 'may be missing now: clients expect it');
    if (parameter['required'] !== true && other['required'] === true) changes.allows(where, 'is always there now');
    compareContent(where, { before: parameter['content'], after: other['content'] }, { sides, direction, changes });
    compareSchemas(
      { before: sides.before.shapes, after: sides.after.shapes },
      { before: parameter['schema'] ?? {}, after: other['schema'] ?? {} },
      direction,
      where,
      changes,
    );
  }
  for (const key of after.keys()) if (!before.has(key)) changes.allows(`${place}, ${key}`, 'is new');
}

function compareSentBody(place: string, before: FoundOperation, after: FoundOperation, context: ContentContext): void {
  const { sides, changes } = context;
  const [given, sent] = [before.operation['requestBody'], after.operation['requestBody']];
  if (given === undefined && sent === undefined) return;
  if (given === undefined) {
    changes.allows(place, 'is new');
    return;
  }
  if (sent === undefined) {
    changes.breaks(place, 'is removed: clients read it');
    return;
  }
  const [old, now] = [sides.before.document.resolve(given), sides.after.document.resolve(sent)];
  if (old['required'] === true && now['required'] !== true) changes.breaks(place, 'may be missing now: clients expect it');
  if (old['required'] !== true && now['required'] === true) changes.allows(place, 'is always there now');
  compareContent(place, { before: old['content'], after: now['content'] }, context);
}

function compareAnswers(place: string, before: FoundOperation, after: FoundOperation, context: ContentContext): void {
  const { sides, changes } = context;
  const [old, now] = [objectOf(before.operation['responses']), objectOf(after.operation['responses'])];
  for (const [status, response] of Object.entries(old)) {
    const where = `${place}, answer ${status}`;
    if (Object.hasOwn(now, status)) compareAnswer(where, sides.before.document.resolve(response), sides.after.document.resolve(now[status]), context);
    else changes.breaks(where, 'is removed: clients answer it');
  }
  for (const status of Object.keys(now)) if (!Object.hasOwn(old, status)) changes.allows(`${place}, answer ${status}`, 'is understood now');
}

function compareAnswer(place: string, before: JsonObject, after: JsonObject, context: ContentContext): void {
  const { sides, changes } = context;
  const [old, now] = [headersOf(before), headersOf(after)];
  const isRequired = (headers: ReadonlyMap<string, unknown>, name: string, side: Side): boolean =>
    side.document.resolve(headers.get(name))['required'] === true;
  for (const name of now.keys()) {
    if (!isRequired(now, name, sides.after) || (old.has(name) && isRequired(old, name, sides.before))) continue;
    changes.breaks(`${place}, header ${name}`, 'is required now: clients do not send it');
  }
  const [content, wanted] = [objectOf(before['content']), objectOf(after['content'])];
  const hadNone = Object.keys(content).length === 0;
  if (hadNone && Object.keys(wanted).length > 0) changes.breaks(place, 'has a body now: clients send none');
  else compareContent(`${place}, body`, { before: content, after: wanted }, context);
}
