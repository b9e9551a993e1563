import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import type { Socket as TcpSocket } from 'node:net';

const HANDSHAKE = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';

/** A socket without a library: the load generator shall cost less than what it measures. Resolves when it is open. */
export async function open(url: string): Promise<TcpSocket> {
  const { port, pathname } = new URL(url);
  const socket = connectTcp(Number(port), '127.0.0.1');
  socket.setNoDelay();
  socket.on('error', () => undefined);
  socket.write(`GET ${pathname} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${HANDSHAKE}`);
  const [head] = (await once(socket, 'data')) as [Buffer];
  if (!head.toString().startsWith('HTTP/1.1 101')) throw new Error(head.toString());
  return socket;
}

/** A masked frame of a client; the mask is zero, which masks nothing. @see RFC 6455 §5.3 */
export function toFrame(payload: string): Buffer {
  const bytes = Buffer.from(payload);
  const head = bytes.length < 126 ? Buffer.from([0x81, 0x80 | bytes.length]) : Buffer.from([0x81, 0x80 | 126, bytes.length >> 8, bytes.length & 255]);
  return Buffer.concat([head, Buffer.alloc(4), bytes]);
}

/** Opens many, some at a time. */
export async function openMany(url: string, count: number): Promise<TcpSocket[]> {
  const sockets: TcpSocket[] = [];
  while (sockets.length < count) sockets.push(...(await Promise.all(Array.from({ length: Math.min(100, count - sockets.length) }, () => open(url)))));
  return sockets;
}
