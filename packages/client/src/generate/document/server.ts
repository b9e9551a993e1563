/** @see OpenAPI 3.1.1 §4.8.5 (Server Object), AsyncAPI 3.0 (Server Object) */
import { childOf, entriesOf, itemsOf, propertyOf, textOf } from '../load/node.js';
import type { Node } from '../load/node.js';
import type { DocumentSet } from '../load/document-set.js';

/** The address of the first server, its variables at their defaults; relative ones are relative to the document. */
export function readServer(node: Node): string | undefined {
  const [server] = itemsOf(childOf(node, 'servers'));
  const url = textOf(server?.value, 'url');
  if (server === undefined || url === undefined || url === '') return undefined;
  const filled = url.replaceAll(/\{([^{}]*)\}/g, (text, name: string) => {
    const value = propertyOf(childOf(server, 'variables', name).value, 'default');
    return typeof value === 'string' || typeof value === 'number' ? String(value) : text;
  });
  return /^https?:/.test(server.file) && URL.canParse(filled, server.file) ? new URL(filled, server.file).href : filled;
}

const WEB: Readonly<Record<string, string>> = { ws: 'http', wss: 'https', http: 'http', https: 'https' };

/** The address of the first server that speaks WebSocket. */
export function readChannelServer(documents: DocumentSet): string | undefined {
  for (const [, node] of entriesOf(childOf(documents.root, 'servers'))) {
    const { value } = documents.resolve(node);
    const protocol = WEB[textOf(value, 'protocol') ?? ''];
    const host = textOf(value, 'host');
    if (protocol !== undefined && host !== undefined) return `${protocol}://${host}${textOf(value, 'pathname') ?? ''}`;
  }
  return undefined;
}

/** Whether a channel can be opened by a client of ours: it says nothing of servers, or names one that speaks WebSocket. */
export function isWebSocket(channel: Node, documents: DocumentSet): boolean {
  const named = itemsOf(childOf(channel, 'servers')).map((server) => documents.resolve(server));
  const servers = named.length > 0 ? named : entriesOf(childOf(documents.root, 'servers')).map(([, server]) => documents.resolve(server));
  return servers.length === 0 || servers.some(({ value }) => Object.hasOwn(WEB, textOf(value, 'protocol') ?? ''));
}
