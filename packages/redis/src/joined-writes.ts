import type { Redis } from 'ioredis';

/**
 * Lets the commands of one turn of the event loop leave a client as one write: writing to a socket costs as much as all the
 * rest of a command. Each is answered, and fails, by itself; none waits longer than for the end of the turn.
 *
 * @see Node.js, stream: `writable.cork()`
 */
export function joinWrites(client: Redis): Redis {
  const send = client.sendCommand.bind(client);
  client.sendCommand = (command, stream) => {
    hold(client.stream);
    return send(command, stream);
  };
  return client;
}

function hold(socket: Redis['stream'] | undefined): void {
  if (socket === undefined || socket.writableCorked > 0) return;
  socket.cork();
  // Ticks come after the promises that are due: what those send goes along.
  process.nextTick(() => socket.uncork());
}
