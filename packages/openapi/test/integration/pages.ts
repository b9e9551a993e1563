import { createHash } from 'node:crypto';
import { createServer, request as forward } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import helmet from '@fastify/helmet';
import { Controller, Depends, Get, Type, createApp, security } from '@typhoon/core';
import type { Browser, Locator, Page } from 'playwright-core';
import t from 'tap';
import { openapi } from '#src/plugin/openapi-plugin.js';
import type { OpenApiPluginOptions } from '#src/plugin/openapi-plugin.js';
import { findChromium, launchChromium, openPage } from '../fixtures/chromium.js';
import { PET_SHOP, PET_SHOP_OPTIONS } from '../fixtures/pet-shop.js';

const { skip } = findChromium();

let browser: Browser;
t.before(async () => {
  if (skip === false) browser = await launchChromium();
});
t.after(async () => {
  if (skip === false) await browser.close();
});

/** The pet shop with a host's strict default headers. */
async function startShop(
  test: Pick<typeof t, 'teardown'>,
  controllers: Parameters<typeof createApp>[0]['controllers'] = PET_SHOP,
  options: Partial<OpenApiPluginOptions> = {},
): Promise<string> {
  const app = createApp({
    controllers,
    server: { logger: false },
    plugins: [async (fastify) => fastify.register(helmet), async (fastify) => fastify.register(openapi, { ...PET_SHOP_OPTIONS, ...options })],
  });
  const url = await app.listen({ port: 0 });
  test.teardown(() => app.close());
  return url;
}

async function listen(test: Pick<typeof t, 'teardown'>, server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  test.teardown(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/** Swagger UI escapes the dot of an operation id with a backslash, which a selector escapes once more. */
function operationOf(page: Page, tag: string, operationId: string): Locator {
  return page.locator(`[id="operations-${tag}-${operationId.replace('.', '\\\\.')}"]`);
}

/** Tries an operation out and returns what the page shows as the answer. */
async function tryOut(page: Page, operationId: string): Promise<string> {
  const block = operationOf(page, 'account', operationId);
  await block.locator('.opblock-summary-control').click();
  await block.locator('button.execute').click();
  return (await block.locator('.live-responses-table .response-col_description').first().textContent()) ?? '';
}

async function openDialog(page: Page): Promise<void> {
  await page.locator('.auth-wrapper .btn.authorize').click();
  await page.locator('.dialog-ux').waitFor();
}

async function signIn(page: Page, scheme: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const container = page.locator('.auth-container').filter({ has: page.locator(`h4:has-text("${scheme}")`) });
  for (const [selector, value] of Object.entries(fields)) await container.locator(selector).fill(value);
  await container.locator('.btn.authorize').click();
  await container.locator('button:has-text("Logout")').waitFor();
}

t.test('shows both pages under a strict policy, without a complaint and without another host', { skip }, async (t) => {
  const url = await startShop(t);
  const swagger = await openPage(browser, [url]);
  await swagger.page.goto(`${url}/docs`);
  const add = operationOf(swagger.page, 'pets', 'pets.add');
  await add.locator('.opblock-summary-control').click();
  await add.locator('.model-example').first().waitFor();
  t.strictSame(swagger.complaints, [], 'Swagger UI');

  const redoc = await openPage(browser, [url]);
  await redoc.page.goto(`${url}/redoc`);
  await redoc.page.locator('h1:has-text("Pet shop")').waitFor();
  await redoc.page.locator('input[placeholder="Search..."]').fill('health');
  await redoc.page.locator('[data-role="search:results"] li').first().waitFor();
  t.strictSame(redoc.complaints, [], 'ReDoc, its search too');
});

t.test('signs in with a password, a token, basic credentials and a key', { skip }, async (t) => {
  const url = await startShop(t);
  const { page, complaints } = await openPage(browser, [url]);
  await page.goto(`${url}/docs`);
  await openDialog(page);
  await signIn(page, 'OAuth2PasswordBearer', { '#oauth_username': 'ada', '#oauth_password': 'secret' });
  await signIn(page, 'HTTPBearer', { '#auth-bearer-value': 'a-token' });
  await signIn(page, 'HTTPBasic', { '#auth-basic-username': 'bob', '#auth-basic-password': 'secret' });
  await signIn(page, 'APIKeyHeader', { '#api_key_value': 'a-key' });
  await page.locator('.modal-ux-header .close-modal').click();

  t.match(await tryOut(page, 'account.me'), /for-ada/);
  t.match(await tryOut(page, 'account.bearer'), /a-token/);
  t.match(await tryOut(page, 'account.basic'), /bob/);
  t.match(await tryOut(page, 'account.key'), /a-key/);
  t.strictSame(complaints, []);

  await page.reload();
  t.match(await tryOut(page, 'account.me'), /for-ada/, 'a sign-in outlives a reload');
});

t.test('signs in at an authorization server of another origin, with PKCE', { skip }, async (t) => {
  let challenge = '';
  const identity = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://identity');
    response.setHeader('access-control-allow-origin', '*').setHeader('access-control-allow-headers', '*');
    if (url.pathname === '/authorize') {
      challenge = url.searchParams.get('code_challenge') ?? '';
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code: 'a-code', state: url.searchParams.get('state') ?? '' }).toString();
      response.writeHead(302, { location: back.href }).end();
      return;
    }
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const verifier = new URLSearchParams(body).get('code_verifier') ?? '';
      const fits = createHash('sha256').update(verifier).digest('base64url') === challenge && challenge !== '';
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ access_token: fits ? 'from-identity' : 'no-proof', token_type: 'bearer' }));
    });
  });
  const identityUrl = await listen(t, identity);
  const login = security.oauth2AuthorizationCode({ authorizationUrl: `${identityUrl}/authorize`, tokenUrl: `${identityUrl}/token` });

  @Controller('/', { tags: ['account'], name: 'account' })
  class MeController {
    @Get('/me', { response: Type.String() })
    me(@Depends(login) token: string): string {
      return token;
    }
  }
  const url = await startShop(t, [MeController], { swaggerUiOAuth: { clientId: 'docs' } });
  const { page, complaints } = await openPage(browser, [url, identityUrl]);
  await page.goto(`${url}/docs`);
  await openDialog(page);
  await signIn(page, 'OAuth2AuthorizationCodeBearer', {});
  await page.locator('.modal-ux-header .close-modal').click();
  t.match(await tryOut(page, 'account.me'), /from-identity/);
  t.strictSame(complaints, []);
});

t.test('works behind a proxy that takes a prefix away, with nothing configured', { skip }, async (t) => {
  const url = await startShop(t);
  const proxy = createServer((request, response) => {
    const path = request.url ?? '/';
    if (!path.startsWith('/shop/')) {
      response.writeHead(404).end();
      return;
    }
    const onward = forward(
      `${url}${path.slice('/shop'.length)}`,
      { method: request.method ?? 'GET', headers: { ...request.headers, connection: 'close' } },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(onward);
  });
  const proxyUrl = await listen(t, proxy);
  const { page, complaints } = await openPage(browser, [proxyUrl]);
  await page.goto(`${proxyUrl}/shop/docs/`);
  t.equal(page.url(), `${proxyUrl}/shop/docs`, 'a stray slash is sent back');
  await openDialog(page);
  await signIn(page, 'OAuth2PasswordBearer', { '#oauth_username': 'ada', '#oauth_password': 'secret' });
  await page.locator('.modal-ux-header .close-modal').click();
  t.match(await tryOut(page, 'account.me'), /for-ada/);
  t.strictSame(complaints, []);
});
