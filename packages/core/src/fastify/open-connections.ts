import type { Server } from 'node:http';
import type { ServerHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Milliseconds that a connection has to begin its first request when the application closes. */
const GRACE = 500;

/** The highest id that a stream may have: nothing that is on its way is refused yet. */
const EVERY_STREAM = 2 ** 31 - 1;

/** The connections of a server, for its end: what Node does not end by itself would hold that up. */
export class OpenConnections {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #sessions = new Set<ServerHttp2Session>();
  #isAnnounced = false;
  #isClosing = false;

  constructor(server: Server) {
    this.#server = server;
    const add = (socket: Socket): void => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    };
    server.on('connection', add);
    // Over TLS the connection beneath has carried a handshake; only this one knows whether it has carried a request.
    server.on('secureConnection', add);
    server.on('session', (session: ServerHttp2Session) => this.#addSession(session));
  }

  /**
   * Tells clients of HTTP/2 that they shall open another connection, as `Connection: close` tells those of HTTP/1.1.
   * What they have sent by the time they hear of it is answered.
   *
   * @see RFC 9113 §6.8 (GOAWAY)
   */
  announceEnd(): void {
    this.#isAnnounced = true;
    for (const session of this.#sessions) announce(session);
  }

  /** Ends sessions of HTTP/2 as soon as their requests are answered: for Node they keep the server open, however idle. */
  closeSessions(): void {
    this.#isClosing = true;
    for (const session of this.#sessions) session.close();
  }

  /**
   * Ends, in a moment, connections that have never carried a request. Browsers and Node's `fetch` open them ahead of need; for
   * Node they are neither idle nor busy, so that nothing else would end them, and a restart would wait for them until its time is over.
   *
   * @see https://nodejs.org/api/http.html#servercloseidleconnections
   */
  endSilent(): void {
    this.#untilClosed(GRACE, () => {
      for (const socket of this.#sockets) if (socket.bytesRead === 0) socket.destroy();
    });
  }

  /** Another protocol has taken a connection over, and ends it: WebSockets say goodbye. */
  handOver(socket: Duplex): void {
    this.#sockets.delete(socket as Socket);
  }

  /** Breaks off what is still open after a time, in milliseconds; not what was handed over. */
  endAll(patience: number): void {
    this.#untilClosed(patience, () => {
      for (const session of this.#sessions) session.destroy();
      const server = this.#server as Partial<Server>;
      if (server.closeAllConnections !== undefined) server.closeAllConnections();
      // A server of HTTP/2 does not know its connections of HTTP/1.1.
      else for (const socket of this.#sockets) socket.destroy();
    });
  }

  #addSession(session: ServerHttp2Session): void {
    this.#sessions.add(session);
    session.once('close', () => this.#sessions.delete(session));
    if (this.#isAnnounced) announce(session);
    if (this.#isClosing) session.close();
  }

  #untilClosed(milliseconds: number, work: () => void): void {
    const timer = setTimeout(work, milliseconds).unref();
    this.#server.once('close', () => clearTimeout(timer));
  }
}

const known = new WeakMap<object, OpenConnections>();

/** The connections of a server. The first call has to come before it listens. */
export function openConnectionsOf(server: Server): OpenConnections {
  const connections = known.get(server) ?? new OpenConnections(server);
  known.set(server, connections);
  return connections;
}

function announce(session: ServerHttp2Session): void {
  if (!session.closed && !session.destroyed) session.goaway(0, EVERY_STREAM);
}
