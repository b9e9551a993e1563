import { createInMemoryClient } from '@typhoon/testing';
import type { Socket } from 'typhoon';
import { app } from './chat.js';
import type { ClientMessage, ServerMessage } from './messages.js';

/** Two people talk; returns what the second one reads. */
export async function talk(): Promise<ServerMessage | undefined> {
  // #region test
  const client = await createInMemoryClient(app);
  const bob = await client.socket<Socket<ClientMessage, ServerMessage>>('/rooms/lobby', { query: { name: 'Bob' } });
  const ada = await client.socket<Socket<ClientMessage, ServerMessage>>('/rooms/lobby', { query: { name: 'Ada' } });
  await bob.next(); // Ada has joined.
  ada.send({ kind: 'say', text: 'Hello, Bob.' });
  const said = await bob.next();
  // #endregion test
  await Promise.all([ada.close(), bob.close()]);
  return said;
}
