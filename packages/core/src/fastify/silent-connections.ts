import type { Server, Socket } from 'node:net';

/** Milliseconds that a connection has to begin its first request when the application closes. */
const GRACE = 500;

/**
 * Ends, when the server closes, connections that have never carried a byte. Browsers and Node's `fetch` open them ahead of need;
 * for Node they are neither idle nor busy, so that nothing else would end them, and a restart would wait for them until its time is over.
 *
 * Returns what begins it.
 *
 * @see https://nodejs.org/api/http.html#servercloseidleconnections
 */
export function trackSilentConnections(server: Server): () => void {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return () => {
    const end = () => {
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    };
    const timer = setTimeout(end, GRACE).unref();
    server.once('close', () => clearTimeout(timer));
  };
}
