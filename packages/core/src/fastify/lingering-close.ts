import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** How long, and how much, a connection is still read after its last answer. */
export interface LingeringLimits {
  /** Milliseconds altogether. */
  readonly time: number;
  /** Milliseconds without a byte. */
  readonly silence: number;
  /** Bytes that are read and dropped. */
  readonly bytes: number;
}

/** The times are nginx's `lingering_time` and `lingering_timeout`; it knows no bound of bytes. */
export const LINGERING_LIMITS: LingeringLimits = { time: 30_000, silence: 5_000, bytes: 67_108_864 };

/**
 * Makes this answer the last one of its connection, where the request's body has not been read: what is left of it
 * stands on the connection, so nothing else can come over that.
 *
 * The answer leaves at once. The connection is closed when the client has had the time to read it: to close while bytes
 * come in resets a connection, and a reset throws away what the client has received but not read.
 *
 * @see RFC 9112 §9.6 (Tear-down)
 */
export function closeAfterAnswer(request: FastifyRequest, reply: FastifyReply, limits = LINGERING_LIMITS): void {
  const { raw } = request;
  if (raw.httpVersionMajor > 1) return;
  reply.header('connection', 'close');
  const { socket } = raw;
  // A request that is injected has no connection.
  if (typeof (socket as Partial<Socket>).destroySoon !== 'function') return;
  // What node:http calls when the last answer has been handed over.
  socket.destroySoon = () => {
    // @ts-expect-error -- the prototype's own comes back
    delete socket.destroySoon;
    // A body that came together with its head is known to be complete when the parser is through with both.
    setImmediate(() => {
      if (raw.complete) socket.destroySoon();
      else closeLingering(socket, limits);
    });
  };
}

/** Says that nothing more will be written, then reads and drops what comes, until the client closes too or a limit is reached. */
function closeLingering(socket: Socket, limits: LingeringLimits): void {
  // No parser may read on: what stands behind the body would be taken for another request, and handled.
  socket.removeAllListeners('data').removeAllListeners('end');
  let size = 0;
  socket.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > limits.bytes) socket.destroy();
  });
  socket.once('end', () => socket.destroy());
  closeInTime(socket, limits, () => size);
  socket.end();
  socket.resume();
  // A slow reader of the body may have made node:http stop the handle itself, of which the stream does not know.
  socket._read(0);
}

function closeInTime(socket: Socket, { time, silence }: LingeringLimits, readSize: () => number): void {
  let size = 0;
  const whole = setTimeout(() => socket.destroy(), time);
  const silent = setInterval(() => {
    // After a look at what has come: a program that was busy for so long must not take its own silence for the client's.
    setImmediate(() => {
      if (readSize() === size) socket.destroy();
      size = readSize();
    });
  }, silence);
  socket.once('close', () => {
    clearTimeout(whole);
    clearInterval(silent);
  });
}
