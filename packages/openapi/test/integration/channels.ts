// The same on every Node: the pages run in Chromium; what they ask the server for, other tests ask, too.
import helmet from '@fastify/helmet';
import { Controller, Cookie, Depends, HttpError, Query, Type, createApp, dependency, security } from '@typhoon/core';
import { WebSocket, socketBearer, websockets } from '@typhoon/websocket';
import type { Socket } from '@typhoon/websocket';
import { findChromium, launchChromium, openPage } from '@typhoon-apps/fixtures/chromium';
import type { Locator, Page } from '@typhoon-apps/fixtures/chromium';
import t from 'tap';
import type { Test } from 'tap';
import { openapi } from '#src/plugin/openapi-plugin.js';
import { PrivateController, RoomsController } from '../fixtures/chat.js';
import { INFO } from '../fixtures/documents.js';
import { startProxy } from '../fixtures/servers.js';
import { closeDialog, signIn } from '../fixtures/swagger-ui.js';

const { skip } = findChromium();

const user = dependency({ token: socketBearer() }, ({ token }) => {
  if (token !== 'ada.token') throw new HttpError(403, 'The token is of nobody.');
  return 'ada';
});

@Controller('/signed', { name: 'signed' })
class SignedController {
  @WebSocket('/token', { send: Type.String() })
  async token(socket: Socket<never, string>, @Depends(user) name: string): Promise<void> {
    await socket.send(`hello ${name}`);
  }

  @WebSocket('/cookie', { send: Type.String() })
  async cookie(socket: Socket<never, string>, @Depends(security.apiKey({ in: 'cookie', name: 'session' })) name: string): Promise<void> {
    await socket.send(`hello ${name}`);
  }
}

/** Says what it was asked with. */
@Controller('/asked', { name: 'asked' })
class AskedController {
  @WebSocket('/', { send: Type.Unknown() })
  async asked(
    socket: Socket,
    @Query('tags', Type.Array(Type.String())) tags: string[],
    @Query('sizes', Type.Array(Type.Integer()), { style: 'pipeDelimited' }) sizes: number[],
    @Query('filter', Type.Object({ color: Type.String() }), { style: 'deepObject' }) filter: { color: string },
    @Cookie('theme', Type.String({ description: 'Colours.' })) theme: string,
  ): Promise<void> {
    await socket.send({ tags, sizes, filter, theme });
  }
}

interface ChatOptions {
  readonly controllers?: Parameters<typeof createApp>[0]['controllers'];
  readonly servers?: readonly { readonly url: string }[];
  readonly origins?: '*';
}

async function startChat(
  test: Pick<Test, 'teardown'>,
  { controllers = [RoomsController, PrivateController, SignedController], servers = [], origins }: ChatOptions = {},
): Promise<string> {
  const app = createApp({
    kinds: [websockets(origins === undefined ? {} : { origins })],
    controllers: [...(controllers ?? [])],
    server: { logger: false, forceCloseConnections: true },
    plugins: [
      async (fastify) => fastify.register(helmet),
      async (fastify) => fastify.register(openapi, { info: INFO, ...(servers.length === 0 ? {} : { servers }) }),
    ],
  });
  const url = await app.listen({ port: 0 });
  test.teardown(() => app.close());
  return url;
}

/** Opens a channel by the keyboard. */
async function openChannel(page: Page, id: string): Promise<Locator> {
  const block = page.locator(`[id="channel-${id}"]`);
  await block.locator('> summary').focus();
  await page.keyboard.press('Enter');
  await block.locator('.channel-console').waitFor();
  return block;
}

function statusOf(block: Locator, text: string | RegExp): Promise<void> {
  return block.getByRole('status').filter({ hasText: text }).waitFor();
}

/** Chromium itself complains of every refused handshake, and of the plain request that asks why. */
function withoutRefusals(complaints: readonly string[]): readonly string[] {
  return complaints.filter((text) => !/WebSocket connection to|Failed to load resource/.test(text));
}

t.test('the channels in Chromium', { skip }, async (t) => {
  const browser = await launchChromium(t);

  await t.test('shows channels below the routes, under a strict policy', async (t) => {
    const url = await startChat(t);
    const { page, complaints } = await openPage(t, browser, { origins: [url] });
    await page.goto(`${url}/docs#channel-rooms.talk`);
    const block = page.locator('[id="channel-rooms.talk"]');
    await block.locator('.channel-console').waitFor();
    t.match(await block.innerText(), /\/rooms\/\{room\}[^]*Talk in a room[^]*Everybody hears what is said[^]*SaidInput[^]*Typing[^]*ServerMessage/);
    t.equal(await page.locator('.channel').count(), 5, 'and none that is hidden');
    t.match(await page.locator('[id="channel-rooms.bytes"] > summary').innerText(), /deprecated/);
    t.ok(await block.getByLabel('room (path, required): The number of the room.').isVisible(), 'every field has a label');
    t.ok(await block.getByLabel('theme (cookie)').isEnabled());
    t.ok(await block.getByLabel(/x-trace \(header\)/).isDisabled(), 'what a browser cannot set');
    t.strictSame(complaints, []);
  });

  await t.test('connects, sends an example and an edited message, and shows what comes back and the end', async (t) => {
    const url = await startChat(t);
    const { page, complaints } = await openPage(t, browser, { origins: [url] });
    await page.goto(`${url}/docs`);
    const block = await openChannel(page, 'rooms.talk');
    const send = block.getByRole('button', { name: 'Send' });
    t.ok(await send.isDisabled(), 'nothing is sent before there is a connection');
    await block.getByLabel(/^room/).fill('7');
    await block.getByLabel(/^nick/).fill('ada');
    await block.getByRole('button', { name: 'Connect', exact: true }).click();
    await statusOf(block, 'Connected, speaking chat.v1.');
    const log = block.getByRole('log');
    await log.getByText('{"kind":"joined","room":"7"}').waitFor();

    await send.click();
    await log.getByText('{"kind":"said","text":"string","loud":false}').waitFor();
    await block.getByLabel('Content').fill('{"kind":"said","text":""}');
    await send.click();
    t.equal(await block.locator('.channel-composer').getByRole('alert').innerText(), 'message.text: at least 1 character', 'checked before it is sent');
    await block.getByLabel('Content').fill('{"kind":"said","text":"Hi"');
    await send.click();
    t.match(await block.locator('.channel-composer').getByRole('alert').innerText(), /^message: is no JSON/);
    await block.getByLabel('Content').fill('{"kind":"said","text":"Hi","loud":true}');
    await send.focus();
    await page.keyboard.press('Enter');
    await log.locator('.channel-sent').getByText('{"kind":"said","text":"Hi","loud":true}').waitFor();

    await block.getByLabel('Message', { exact: true }).selectOption('Typing');
    await send.click();
    await statusOf(block, 'Closed with 4000: no typing here');
    t.equal(await log.locator('.channel-received').count(), 3);
    t.strictSame(complaints, []);
  });

  await t.test('exchanges bytes, and closes when it is told to', async (t) => {
    const url = await startChat(t);
    const { page, complaints } = await openPage(t, browser, { origins: [url] });
    await page.goto(`${url}/docs`);
    const block = await openChannel(page, 'rooms.bytes');
    await block.getByRole('button', { name: 'Connect', exact: true }).click();
    await statusOf(block, 'Connected.');
    await block.getByLabel('Content').fill('01 ff');
    await block.getByRole('button', { name: 'Send' }).click();
    await block.locator('.channel-sent').getByText('01 ff').waitFor();
    await block.getByRole('button', { name: 'Disconnect' }).click();
    await statusOf(block, 'Closed with 1000');
    t.strictSame(complaints, []);
  });

  await t.test('writes lists and objects of the query as they are declared, and sets cookies', async (t) => {
    const url = await startChat(t, { controllers: [AskedController] });
    const { page, complaints } = await openPage(t, browser, { origins: [url] });
    await page.goto(`${url}/docs`);
    const block = await openChannel(page, 'asked.asked');
    t.equal(await page.getByText('No operations defined').count(), 0, 'nothing is missing where there are channels alone');
    await block.getByLabel(/^tags/).fill('a, b');
    await block.getByLabel(/^sizes/).fill('[1, 2]');
    await block.getByLabel(/^filter/).fill('{"color":"red"}');
    await block.getByLabel('theme (cookie, required): Colours.').fill('dark; blue');
    await block.getByRole('button', { name: 'Connect', exact: true }).click();
    await block.getByRole('log').getByText('{"tags":["a","b"],"sizes":[1,2],"filter":{"color":"red"},"theme":"dark; blue"}').waitFor();
    t.strictSame(complaints, []);
  });

  await t.test('connects behind a proxy that takes a prefix away, and to a server of another origin', async (t) => {
    const app = await startChat(t);
    const proxy = await startProxy(t, '/shop', app);
    const open = await startChat(t, { origins: '*' });
    const elsewhere = await startChat(t, { servers: [{ url: open }] });
    for (const [page, origins] of [
      [`${proxy}/shop/docs`, [proxy]],
      [`${elsewhere}/docs`, [elsewhere, open]],
    ] as const) {
      const opened = await openPage(t, browser, { origins });
      await opened.page.goto(page);
      const block = await openChannel(opened.page, 'rooms.bytes');
      await block.getByRole('button', { name: 'Connect', exact: true }).click();
      await statusOf(block, 'Connected.');
      t.strictSame(opened.complaints, []);
    }
  });

  await t.test('explains why a handshake is refused', async (t) => {
    const url = await startChat(t);
    const { page, complaints } = await openPage(t, browser, { origins: [url] });
    await page.goto(`${url}/docs`);
    const block = await openChannel(page, 'rooms.talk');
    await block.getByLabel(/^room/).fill('blue');
    await block.getByLabel(/^nick/).fill('ada');
    await block.getByRole('button', { name: 'Connect', exact: true }).click();
    await statusOf(block, /Refused with 422: .*path\.room: /);
    const keyed = await openChannel(page, 'private.keyed');
    t.match(await keyed.innerText(), /Sign-in: APIKeyQuery/);
    await keyed.getByRole('button', { name: 'Connect', exact: true }).click();
    await statusOf(keyed, /Refused with 401/);
    t.strictSame(withoutRefusals(complaints), []);
  });

  await t.test('signs in with what the Authorize dialog holds: a key, a cookie, a token in a subprotocol', async (t) => {
    const url = await startChat(t);
    const { page, complaints } = await openPage(t, browser, { origins: [url] });
    await page.goto(`${url}/docs`);
    await signIn(page, 'APIKeyQuery', { '#api_key_value': 'secret' });
    await signIn(page, 'APIKeyCookie', { '#api_key_value': 'ada' });
    await signIn(page, 'SocketBearer', { '#auth-bearer-value': 'ada.token' });
    await closeDialog(page);
    for (const id of ['private.keyed', 'signed.token', 'signed.cookie']) {
      const block = await openChannel(page, id);
      await block.getByRole('button', { name: 'Connect', exact: true }).click();
      if (id === 'private.keyed') await statusOf(block, 'Connected.');
      else await block.getByRole('log').getByText('hello ada').waitFor();
    }
    t.strictSame(complaints, []);
  });
});
