/** The names of a client: its modules, their operations, and the types of these. */
import type { Api, ApiOperation, ApiSocket } from '../document/api.js';
import { isBindable, isHarmless, toCamelCase, toFileName, toPascalCase } from './identifier.js';
import { NameScope } from './name-scope.js';

/** What a module imports or declares for itself. */
const MODULE_NAMES = (
  'models operation eventStream jsonLines socket transport Transport Operation StreamOperation SocketOperation Success Failure ServerEvent FileInput BinaryBody Array Blob ' +
  'ClientOptions Secret BasicCredential PasswordCredential createTransport defineIsError form multipart encodeReserved readText String JSON toDates DateShape dates Date bearer basic apiKey oauth2Password Client Auth Errors createClient isError options api query'
).split(' ');

/** Modules that are there anyway, and names that Windows keeps for devices. */
const FILE_NAMES = [
  'models',
  'index',
  'queries',
  'dates',
  'default',
  'con',
  'prn',
  'aux',
  'nul',
  ...Array.from({ length: 10 }, (_, digit) => [`com${digit}`, `lpt${digit}`]).flat(),
];

export interface NamedGroup {
  /** The property of the client; none for what has neither a tag nor an id of several parts, and stands in the client itself. */
  readonly key?: string;
  readonly file: string;
  readonly typeName: string;
  readonly functionName: string;
  readonly comment: readonly string[];
  readonly members: readonly NamedMember[];
}

export type NamedMember = { readonly key: string; readonly typeName: string } & ({ readonly operation: ApiOperation } | { readonly socket: ApiSocket });

/** The groups of a client in the order of the document's tags, then of what has none. */
export function nameClient(api: Api): NamedGroup[] {
  const byTag = groupByTag(api);
  const keys = new NameScope();
  const files = new NameScope(FILE_NAMES, (name) => name.toLowerCase());
  const types = new NameScope(MODULE_NAMES);
  const tags = [...byTag.keys()].filter((tag) => tag !== undefined);
  const groups = tags.map((tag) => {
    const key = keys.take(toProperty(tag, 'tag'));
    const members = nameMembers(byTag.get(tag) ?? [], tag, new NameScope());
    const comment = api.tags.find(({ name }) => name === tag)?.comment ?? [];
    return { key, file: files.take(toFileName(tag) || 'tag', '-'), ...nameGroup(key, types), comment, members };
  });
  const untagged = byTag.get(undefined);
  if (untagged === undefined) return groups;
  return [...groups, { file: 'default', ...nameGroup('default', types), comment: [], members: nameMembers(untagged, undefined, keys) }];
}

type Call = { readonly operation: ApiOperation } | { readonly socket: ApiSocket };

function groupByTag({ tags, operations, sockets }: Api): Map<string | undefined, Call[]> {
  const byTag = new Map<string | undefined, Call[]>(tags.map(({ name }) => [name, []]));
  const add = (tag: string | undefined, call: Call) => byTag.set(tag, [...(byTag.get(tag) ?? []), call]);
  for (const operation of operations) add(operation.tag ?? groupOf(operation.name), { operation });
  for (const socket of sockets) add(socket.tag ?? groupOf(socket.name), { socket });
  return new Map([...byTag].filter(([, calls]) => calls.length > 0));
}

/** What has no tag belongs to the first part of its id: 'items.read' → 'items'. Undefined for an id of one part. */
function groupOf(id: string): string | undefined {
  const [first, ...others] = id.split(/[./]/).filter((part) => toCamelCase(part) !== '');
  return others.length === 0 ? undefined : first;
}

/** 'items' → { typeName: 'Items', functionName: 'items' } */
function nameGroup(key: string, scope: NameScope): { readonly typeName: string; readonly functionName: string } {
  const isFree = isBindable(key) && !scope.has(key);
  const functionName = scope.take(isFree ? key : `${key}Group`);
  const typeName = toPascalCase(functionName);
  return { functionName, typeName: scope.take(typeName === functionName || scope.has(typeName) ? `${typeName}Group` : typeName) };
}

function nameMembers(calls: readonly Call[], tag: string | undefined, keys: NameScope): NamedMember[] {
  const ids = calls.map((call) => ('operation' in call ? call.operation.name : call.socket.name));
  const short = ids.map((id) => shorten(id, tag));
  const counts = countNames(short);
  const types = new NameScope(MODULE_NAMES);
  return calls.map((call, index) => {
    const id = ids[index] ?? '';
    const isOwn = short[index] !== undefined && (counts.get(short[index]) === 1 || beginsWithTag(id, tag));
    const key = keys.take(toProperty(isOwn ? (short[index] ?? id) : id, 'call'));
    return { key, typeName: takeTypeName(toPascalCase(key), types), ...call };
  });
}

function countNames(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/**
 * 'items.read' → 'read': the last part, where dots or slashes divide an id, or what follows the tag.
 * Where that is the name of several in a module they keep all of theirs, but for the one that begins with the tag.
 */
function shorten(id: string, tag: string | undefined): string {
  if (tag === undefined) return toCamelCase(id) || id;
  const last = id.split(/[./]/).findLast((part) => toCamelCase(part) !== '');
  if (last !== undefined && last !== id) return toCamelCase(last);
  return beginsWithTag(id, tag) ? toCamelCase(id.replace(/^[\p{L}\p{N}]+[^\p{L}\p{N}]+/u, '')) : toCamelCase(id);
}

/** 'items.read', 'items_read' and 'items-read' of the tag 'items' */
function beginsWithTag(id: string, tag: string | undefined): boolean {
  const [first = '', ...others] = id.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
  return tag !== undefined && others.length > 0 && toCamelCase(first) === toCamelCase(tag);
}

function toProperty(name: string, fallback: string): string {
  const key = toCamelCase(name) || fallback;
  return isHarmless(key) ? key : `${key}_`;
}

/** A name whose types are all free: `ReadInput`, `ReadSuccess`, `ReadError` and the others. */
function takeTypeName(name: string, scope: NameScope): string {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name}${count}`;
    const all = ['Input', 'Success', 'Error', 'Item', 'Send', 'Receive'].map((suffix) => `${candidate}${suffix}`);
    if (all.some((type) => scope.has(type))) continue;
    for (const type of all) scope.take(type);
    return candidate;
  }
}
