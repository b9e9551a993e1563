/** Opens a WebSocket. `headers` are credentials and parameters; who cannot send headers leaves them out. */
export type SocketFactory = (url: string, protocols: string[], headers: Readonly<Record<string, string>>) => WebSocketLike;

/** What is used of a `WebSocket`: those of browsers, Node, Bun, Deno and `ws` have it. */
export interface WebSocketLike {
  binaryType: string;
  readonly protocol: string;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open' | 'message' | 'close' | 'error', listener: (...event: any[]) => void): void;
}

// The second form is that of Node, Bun and Deno.
type WebSocketConstructor = new (
  url: string,
  protocols: string[] | { readonly protocols: string[]; readonly headers: Readonly<Record<string, string>> },
) => WebSocketLike;

/**
 * The global `WebSocket`. Pages cannot send headers: there, a bearer token goes as a subprotocol behind `bearer`, as
 * Typhoon's `socketBearer` takes it.
 */
export const openGlobalSocket: SocketFactory = (url, protocols, headers) => {
  const { WebSocket, location } = globalThis as { readonly WebSocket?: WebSocketConstructor; readonly location?: unknown };
  if (!WebSocket) throw new TypeError('There is no global WebSocket: give createClient one, `webSocket`.');
  if (!location) return new WebSocket(url, { protocols, headers });
  const [, token] = /^Bearer (.+)$/.exec(headers['authorization'] ?? '') ?? [];
  return new WebSocket(url, token ? [...protocols, 'bearer', token] : protocols);
};
