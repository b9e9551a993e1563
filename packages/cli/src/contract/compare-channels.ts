import type { ChangeList } from './change-list.js';
import { sideOf } from './compare-operations.js';
import type { Sides } from './compare-content.js';
import type { Side } from './compare-operations.js';
import { compareSchemas } from './compare-schemas.js';
import { compareSchemes } from './compare-security.js';
import { listOf, objectOf } from './contract.js';
import type { JsonObject } from './contract.js';
import type { Direction } from './schema-fit.js';

/** Compares what two AsyncAPI documents offer. @see AsyncAPI 3.0 */
export function compareChannels(before: JsonObject, after: JsonObject, changes: ChangeList): void {
  const sides: Sides = { before: sideOf(before), after: sideOf(after) };
  const [old, now] = [objectOf(before['channels']), objectOf(after['channels'])];
  for (const [name, value] of Object.entries(old)) {
    const place = `channel ${name}`;
    if (Object.hasOwn(now, name))
      compareChannel(place, { before: sides.before.document.resolve(value), after: sides.after.document.resolve(now[name]) }, sides, changes);
    else changes.breaks(place, 'is removed');
  }
  for (const name of Object.keys(now)) if (!Object.hasOwn(old, name)) changes.allows(`channel ${name}`, 'is new');
  compareMessages(sides, changes);
  compareSchemes(sides.before.document, sides.after.document, changes);
}

function compareChannel(
  place: string,
  { before, after }: { readonly before: JsonObject; readonly after: JsonObject },
  sides: Sides,
  changes: ChangeList,
): void {
  if (before['address'] !== after['address']) {
    changes.breaks(place, `is at '${String(after['address'])}' and was at '${String(before['address'])}': clients connect to the old address`);
  }
  const [old, now] = [partsOf(before, sides.before), partsOf(after, sides.after)];
  for (const part of ['parameters', 'query', 'headers'] as const) {
    compareSchemas({ before: sides.before.shapes, after: sides.after.shapes }, { before: old[part], after: now[part] }, 'input', `${place}, ${part}`, changes);
  }
}

/** What a connection is opened with, as schemas. */
function partsOf(channel: JsonObject, { document }: Side): { readonly parameters: JsonObject; readonly query: JsonObject; readonly headers: JsonObject } {
  const parameters = Object.entries(objectOf(channel['parameters'])).map(([name, value]) => {
    const parameter = document.resolve(value);
    const { enum: values } = parameter;
    return [name, parameter['x-schema'] ?? { type: 'string', ...(Array.isArray(values) ? { enum: values as unknown[] } : {}) }] as const;
  });
  const socket = document.resolve(document.resolve(channel['bindings'])['ws']);
  return {
    parameters: { type: 'object', properties: Object.fromEntries(parameters), required: parameters.map(([name]) => name) },
    query: { type: 'object', ...objectOf(socket['query']) },
    headers: { type: 'object', ...objectOf(socket['headers']) },
  };
}

/** What the application receives is the clients' to send, and the other way round. */
const DIRECTIONS: Readonly<Record<string, Direction>> = { receive: 'input', send: 'output' };

function compareMessages(sides: Sides, changes: ChangeList): void {
  const [old, now] = [operationsOf(sides.before), operationsOf(sides.after)];
  for (const [key, before] of old) {
    const after = now.get(key);
    // The channel itself is gone, which has been said; or one of its directions is.
    if (after === undefined) {
      if (isThere(before.channel, sides.after)) changes.breaks(before.place, before.direction === 'input' ? 'are no longer read' : 'are no longer sent');
      continue;
    }
    compareOperationMessages(before, after, sides, changes);
  }
  for (const [key, { place, channel, direction }] of now) {
    if (!old.has(key) && isThere(channel, sides.before)) changes.allows(place, direction === 'input' ? 'are read now' : 'are sent now');
  }
}

interface ChannelMessages {
  readonly channel: string;
  readonly place: string;
  readonly direction: Direction;
  readonly messages: ReadonlyMap<string, JsonObject>;
  readonly security: string;
}

/** By channel and direction: the names of operations are nobody's business. */
function operationsOf({ document }: Side): Map<string, ChannelMessages> {
  const found = new Map<string, ChannelMessages>();
  for (const value of Object.values(objectOf(document.document['operations']))) {
    const operation = document.resolve(value);
    const action = String(operation['action']);
    const channel = lastOf(objectOf(operation['channel'])['$ref']);
    const direction = DIRECTIONS[action] ?? 'output';
    const place = `channel ${channel}, messages that clients ${direction === 'input' ? 'send' : 'get'}`;
    const listed = listOf(
      operation['messages'] ??
        Object.keys(objectOf(document.resolve(operation['channel'])['messages'])).map((name) => ({ $ref: `#/channels/${channel}/messages/${name}` })),
    );
    const messages = new Map(listed.map((message) => [lastOf(objectOf(message)['$ref']), document.resolve(message)]));
    found.set(`${channel} ${action}`, { channel, place, direction, messages, security: JSON.stringify(operation['security'] ?? []) });
  }
  return found;
}

function compareOperationMessages(before: ChannelMessages, after: ChannelMessages, sides: Sides, changes: ChangeList): void {
  const { place, direction } = before;
  // With one message on both sides its name is nobody's business.
  const [oldName] = before.messages.keys();
  const [newName] = after.messages.keys();
  const isSingle = before.messages.size === 1 && after.messages.size === 1;
  const nameNow = (name: string): string => (isSingle && name === oldName ? (newName ?? name) : name);
  for (const [name, message] of before.messages) {
    const other = after.messages.get(nameNow(name));
    if (other === undefined) changes.breaks(place, `'${name}' is removed`);
    else comparePayload(`${place}, ${name}`, message, other, { sides, direction, changes });
  }
  const known = new Set([...before.messages.keys()].map(nameNow));
  for (const name of after.messages.keys()) {
    if (known.has(name)) continue;
    if (direction === 'input') changes.allows(place, `'${name}' is new`);
    else changes.breaks(place, `'${name}' is new: clients do not know it`);
  }
  if (before.security === after.security) return;
  if (before.security !== '[]' && after.security === '[]') changes.allows(`channel ${before.channel}, security`, 'is no longer asked for');
  else changes.breaks(`channel ${before.channel}, security`, 'asks for other credentials: clients bring the old ones');
}

function comparePayload(
  place: string,
  before: JsonObject,
  after: JsonObject,
  { sides, direction, changes }: { readonly sides: Sides; readonly direction: Direction; readonly changes: ChangeList },
): void {
  const [old, now] = [typeOf(before, sides.before), typeOf(after, sides.after)];
  if (old !== now) changes.breaks(place, `is written as ${now} and was as ${old}`);
  const of = (message: JsonObject): unknown => objectOf(message['payload'])['schema'] ?? message['payload'] ?? {};
  compareSchemas({ before: sides.before.shapes, after: sides.after.shapes }, { before: of(before), after: of(after) }, direction, place, changes);
}

function typeOf(message: JsonObject, { document }: Side): string {
  const type = message['contentType'] ?? document.document['defaultContentType'];
  return typeof type === 'string' ? type : 'application/json';
}

function isThere(channel: string, { document }: Side): boolean {
  return Object.hasOwn(objectOf(document.document['channels']), channel);
}

/** '#/channels/room/messages/Said' → 'Said' */
function lastOf(reference: unknown): string {
  return String(reference).split('/').at(-1) ?? '';
}
