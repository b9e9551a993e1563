import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import t from 'tap';
import { WebSocket } from 'ws';

import type { Client, ServerMessage } from '../public/client/index.js';
import { createQuietChat } from './fixtures/chat.js';
import { createClient, isError } from './fixtures/page-client.js';

type Test = Parameters<typeof createQuietChat>[0];

/** Somebody who has come in. Node keeps no cookies: the client is given the one that signing in sets. */
async function comeIn(baseUrl: string, name: string): Promise<Client> {
  const answer = await createClient({ baseUrl }).people.signIn.raw({ body: { name } });
  const session = /chat-session=([^;]*)/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
  return createClient({
    baseUrl,
    auth: { APIKeyCookie: session },
    // Node 20 has no WebSocket of its own.
    webSocket: (url, protocols, headers) => new WebSocket(url, protocols, { headers }),
  });
}

async function listen(t: Test): Promise<string> {
  return createQuietChat(t).listen({ port: 0 });
}

t.test('the committed client is the one that the documents give', async (t) => {
  const script = fileURLToPath(new URL('../scripts/client.js', import.meta.url));
  const { stderr } = await promisify(execFile)(process.execPath, [script, '--check']);
  t.equal(stderr, '');
});

t.test('people talk over typed sockets', async (t) => {
  const address = await listen(t);
  const [ada, bob] = [await comeIn(address, 'Ada'), await comeIn(address, 'Bob')];
  const [one, two] = [ada.rooms.talk({ room: 'lobby' }), bob.rooms.talk({ room: 'lobby' })];
  await Promise.all([one.opened, two.opened]);
  two.send({ kind: 'say', text: 'Hello!' });
  const heard: ServerMessage['kind'][] = [];
  for await (const message of one) {
    heard.push(message.kind);
    if (message.kind !== 'said') continue;
    t.strictSame([message.by, message.text], ['Bob', 'Hello!']);
    break;
  }
  t.ok(heard.includes('present'));
  await Promise.all([one.close(), two.close()]);
  t.equal(one.state, 'closed');
  const { messages, cursor } = await ada.rooms.wait({ room: 'lobby' });
  t.strictSame(
    messages.map(({ text }) => text),
    ['Hello!'],
  );
  t.strictSame(await ada.rooms.wait({ room: 'lobby', after: cursor, wait: 0 }), { messages: [], cursor });
});

t.test('refusals are the problems that the document declares', async (t) => {
  const address = await listen(t);
  await comeIn(address, 'Ada');
  const taken: unknown = await comeIn(address, 'ada').catch((reason: unknown) => reason);
  t.ok(isError(taken, 'name_taken'));
  const bob = await comeIn(address, 'Bob');
  const nowhere: unknown = await bob.rooms.say({ room: 'nowhere', body: { text: 'Hello?' } }).catch((reason: unknown) => reason);
  t.ok(isError(nowhere, 'room_not_found'));
  t.equal(await createClient({ baseUrl: address }).people.read(), undefined);
});

t.test('the ticker is a stream of rooms, which ends with the loop', async (t) => {
  const api = createClient({ baseUrl: await listen(t) });
  const names: string[] = [];
  for await (const { data } of api.ticker.ticks()) {
    names.push(data.name);
    if (names.length === 2) break;
  }
  t.equal(new Set(names).size, 2);
});
