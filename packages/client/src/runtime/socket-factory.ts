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
 * What opens the global `WebSocket`. Pages cannot send headers: there, a bearer token goes as a subprotocol behind `bearer`,
 * as Typhoon's `socketBearer` takes it.
 *
 * @throws TypeError where there is none.
 */
export const findGlobalSocket = (): SocketFactory => {
  const { WebSocket, location } = globalThis as { readonly WebSocket?: WebSocketConstructor; readonly location?: unknown };
  if (!WebSocket) throw new TypeError('Needs `webSocket`.');
  return (url, protocols, headers) => {
    const token = headers['authorization']?.split('Bearer ')[1];
    return new WebSocket(url, !location ? { protocols, headers } : token ? [...protocols, 'bearer', token] : protocols);
  };
};
