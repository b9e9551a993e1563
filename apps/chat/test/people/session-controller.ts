import { createInMemoryClient } from '@typhoon/testing';
import t from 'tap';
import { dependency } from 'typhoon';
import { chatSettings } from '#src/settings.js';
import { createQuietChat, enter, open, signIn, startChat } from '../fixtures/chat.js';

t.test('signing in sets a cookie that no script and no other site can use', async (t) => {
  const client = await startChat(t);
  const response = await client.post('/session', { json: { name: 'Ada' } });
  t.strictSame([response.status, response.json()], [201, { name: 'Ada' }], 'the token is in the cookie alone');
  t.match(response.cookies, [{ name: 'chat-session', httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 86_400 }]);
  t.notMatch(response.headers['set-cookie'], 'Secure');
});

t.test('over HTTPS the cookie is sent nowhere else', async (t) => {
  const app = createQuietChat(t);
  const load = () => chatSettings.load({ environment: { CHAT_SECURE_COOKIES: 'true' }, files: [] });
  app.override(chatSettings, dependency({}, load, { lifetime: 'singleton' }));
  const client = await createInMemoryClient(app);
  t.match((await client.post('/session', { json: { name: 'Ada' } })).headers['set-cookie'], '; Secure');
});

t.test('says who one is, and nothing to a stranger', async (t) => {
  const client = await startChat(t);
  const cookies = await signIn(client, 'Ada');
  const known = await client.get('/session', { cookies });
  t.strictSame([known.status, known.json()], [200, { name: 'Ada' }]);
  for (const cookies of [{}, { 'chat-session': 'forged' }]) t.equal((await client.get('/session', { cookies })).status, 204);
});

t.test('signing in again gives the old name back', async (t) => {
  const client = await startChat(t);
  const cookies = await signIn(client, 'Ada');
  t.equal((await client.post('/session', { json: { name: 'Countess' }, cookies })).status, 201);
  t.equal((await client.post('/session', { json: { name: 'Ada' } })).status, 201);
});

t.test('signing out closes every socket of the session, and none of another', async (t) => {
  const client = await startChat(t);
  const cookies = await signIn(client, 'Ada');
  const [page, otherPage, bob] = [await open(client, cookies), await open(client, cookies, 'garden'), await enter(client, 'Bob', 'garden')];
  const response = await client.delete('/session', { cookies });
  t.equal(response.status, 204);
  t.match(response.cookies, [{ name: 'chat-session', value: '' }]);
  t.strictSame(await page.closed, { code: 4401, reason: 'Signed out' });
  t.strictSame(await otherPage.closed, { code: 4401, reason: 'Signed out' });
  bob.send({ kind: 'say', text: 'still here' });
  for await (const message of bob) if (message.kind === 'said') break;
  t.equal((await client.delete('/session', { cookies })).status, 401);
});
