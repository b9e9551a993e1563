/** @see OpenAPI 3.1.1 §4.8.27 (Security Scheme Object), AsyncAPI 3.0 (Security Scheme Object) */
import { childOf, entriesOf, isObject, itemsOf, propertyOf, splitPointer, textOf, textsOf } from '../load/node.js';
import type { Node } from '../load/node.js';
import type { DocumentSet } from '../load/document-set.js';
import { deprecationOf } from '../schema/schema-comment.js';
import type { SecurityKind, SecurityScheme } from './api.js';

export type Requirement = Readonly<Record<string, readonly string[]>>;

/** @param server The address of the channels' server: AsyncAPI knows absolute addresses only, and those of that host follow `baseUrl`, as relative ones of OpenAPI do. */
export function readSchemes(documents: DocumentSet, server?: string): SecurityScheme[] {
  return entriesOf(childOf(documents.root, 'components', 'securitySchemes')).flatMap(([name, node]) => {
    const scheme = documents.resolve(node);
    const kind = readKind(scheme, server);
    const comment = [textOf(scheme.value, 'description') ?? '', deprecationOf(scheme.value)].filter((text) => text !== '');
    return kind === undefined ? [] : [{ name, comment, ...kind }];
  });
}

/** The operation's requirements, or else the document's. */
export function readSecurity(operation: Node, documents: DocumentSet): Requirement[] {
  const own = childOf(operation, 'security');
  const node = own.value === undefined ? childOf(documents.root, 'security') : own;
  return itemsOf(node)
    .filter(({ value }) => isObject(value))
    .map(({ value }) => toRequirement(value));
}

/** AsyncAPI refers to schemes: each is enough. */
export function readChannelSecurity(node: Node): Requirement[] {
  return itemsOf(node).flatMap(({ value }) => {
    const name = splitPointer((textOf(value, '$ref') ?? '').replace(/^.*#/, '')).at(-1);
    return name === undefined ? [] : [{ [name]: textsOf(value, 'scopes') }];
  });
}

function toRequirement(value: unknown): Requirement {
  return Object.fromEntries(Object.keys(value as object).map((name) => [name, textsOf(value, name)]));
}

/** Those a client can do something about: certificates are the platform's. */
function readKind(node: Node, server: string | undefined): SecurityKind | undefined {
  const type = textOf(node.value, 'type') ?? '';
  if (type === 'http') return readHttp(textOf(node.value, 'scheme') ?? '');
  if (type === 'userPassword') return { type: 'basic' };
  if (type === 'openIdConnect') return { type: 'bearer' };
  if (type === 'oauth2') return readOAuth2(childOf(node, 'flows'), server);
  return type === 'apiKey' || type === 'httpApiKey' ? readApiKey(node) : undefined;
}

function readHttp(scheme: string): SecurityKind {
  return { type: scheme.toLowerCase() === 'basic' ? 'basic' : 'bearer' };
}

function readApiKey({ value }: Node): SecurityKind | undefined {
  const [place, parameter] = [textOf(value, 'in'), textOf(value, 'name')];
  const isPlace = place === 'query' || place === 'header' || place === 'cookie';
  return isPlace && parameter !== undefined ? { type: 'apiKey', in: place, parameter } : undefined;
}

function readOAuth2(flows: Node, server: string | undefined): SecurityKind {
  const addresses = (flow: unknown): { readonly tokenUrl: string | undefined; readonly refreshUrl: string | undefined } => ({
    tokenUrl: toOwnAddress(textOf(flow, 'tokenUrl'), server),
    refreshUrl: toOwnAddress(textOf(flow, 'refreshUrl'), server),
  });
  for (const flow of ['password', 'clientCredentials'] as const) {
    const { value } = childOf(flows, flow);
    if (value !== undefined) return { type: 'oauth2', flow, ...addresses(value) };
  }
  const other = entriesOf(flows).find(([, { value }]) => propertyOf(value, 'tokenUrl') !== undefined)?.[1].value;
  return { type: 'oauth2', flow: 'other', ...addresses(other) };
}

/** ('http://localhost/token', 'http://localhost') → '/token'; what is elsewhere stays there. */
function toOwnAddress(url: string | undefined, server: string | undefined): string | undefined {
  if (url === undefined || server === undefined || !URL.canParse(url) || !URL.canParse(server)) return url;
  const { origin, pathname, search } = new URL(url);
  return origin === new URL(server).origin ? pathname + search : url;
}
