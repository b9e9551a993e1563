// The same on every Node: the pages run in Chromium; what they ask the server for, other tests ask, too.
import helmet from '@fastify/helmet';
import { Controller, Depends, Get, Type, createApp, security } from '@typhoon/core';
import { findChromium, launchChromium, openPage } from '@typhoon-apps/fixtures/chromium';
import t from 'tap';
import type { Test } from 'tap';
import { openapi } from '#src/plugin/openapi-plugin.js';
import type { OpenApiPluginOptions } from '#src/plugin/plugin-options.js';
import { startIdentityServer } from '../fixtures/identity-server.js';
import { AccountController, PET_SHOP, PET_SHOP_OPTIONS } from '../fixtures/pet-shop.js';
import { startProxy } from '../fixtures/servers.js';
import { closeDialog, openOperation, operationOf, signIn, tryOut } from '../fixtures/swagger-ui.js';

const { skip } = findChromium();

/** The page draws everything anew at each step of a sign-in: what it need not show here, it does not. */
const DIALOG_ONLY: Partial<OpenApiPluginOptions> = { swaggerUiParameters: { defaultModelsExpandDepth: -1 } };

/** The pet shop with a host's strict default headers. */
async function startShop(
  test: Pick<Test, 'teardown'>,
  controllers: Parameters<typeof createApp>[0]['controllers'] = PET_SHOP,
  options: Partial<OpenApiPluginOptions> = {},
): Promise<string> {
  const app = createApp({
    controllers,
    // A browser keeps connections open on which it never asks for anything.
    server: { logger: false, forceCloseConnections: true },
    plugins: [async (fastify) => fastify.register(helmet), async (fastify) => fastify.register(openapi, { ...PET_SHOP_OPTIONS, ...options })],
  });
  const url = await app.listen({ port: 0 });
  test.teardown(() => app.close());
  return url;
}

t.test('the pages in Chromium', { skip }, async (t) => {
  const browser = await launchChromium(t);

  await t.test('shows both pages under a strict policy, without a complaint and without another host', async (t) => {
    const url = await startShop(t);
    const swagger = await openPage(t, browser, { origins: [url] });
    await swagger.page.goto(`${url}/docs`);
    const add = operationOf(swagger.page, 'pets', 'pets.add');
    await openOperation(add);
    await add.locator('.model-example').first().waitFor();
    t.equal(await swagger.page.title(), 'Pet shop - Swagger UI');
    t.strictSame(swagger.complaints, [], 'Swagger UI');

    const redoc = await openPage(t, browser, { origins: [url] });
    await redoc.page.goto(`${url}/redoc`);
    await redoc.page.locator('h1:has-text("Pet shop")').waitFor();
    await redoc.page.locator('input[placeholder="Search..."]').fill('health');
    await redoc.page.locator('[data-role="search:results"] li').first().waitFor();
    t.equal(await redoc.page.title(), 'Pet shop - ReDoc');
    t.match(await redoc.page.locator('[id="tag/pets/operation/pets.add"]').innerText(), /Add[^]*201/, 'it has drawn the operations');
    t.strictSame(redoc.complaints, [], 'ReDoc, its search too');
  });

  await t.test('signs in with a password, a token, basic credentials and a key', async (t) => {
    const url = await startShop(t, [AccountController], DIALOG_ONLY);
    const { page, complaints } = await openPage(t, browser, { origins: [url] });
    await page.goto(`${url}/docs`);
    await signIn(page, 'OAuth2PasswordBearer', { '#oauth_username': 'ada', '#oauth_password': 'secret' });
    await signIn(page, 'HTTPBearer', { '#auth-bearer-value': 'a-token' });
    await signIn(page, 'HTTPBasic', { '#auth-basic-username': 'bob', '#auth-basic-password': 'secret' });
    await signIn(page, 'APIKeyHeader', { '#api_key_value': 'a-key' });
    await closeDialog(page);

    t.match(await tryOut(operationOf(page, 'account', 'account.me')), /^200 [^]*"for-ada"/);
    t.match(await tryOut(operationOf(page, 'account', 'account.bearer')), /^200 [^]*"a-token"/);
    t.match(await tryOut(operationOf(page, 'account', 'account.basic')), /^200 [^]*"bob"/);
    t.match(await tryOut(operationOf(page, 'account', 'account.key')), /^200 [^]*"a-key"/);

    await page.reload();
    t.match(await tryOut(operationOf(page, 'account', 'account.me')), /^200 [^]*"for-ada"/, 'a sign-in outlives a reload');
    t.strictSame(complaints, []);
  });

  await t.test('signs in with a key in the query and in a cookie', async (t) => {
    const inQuery = security.apiKey({ in: 'query', name: 'key' });
    const inCookie = security.apiKey({ in: 'cookie', name: 'session' });

    @Controller('/', { tags: ['account'], name: 'account' })
    class KeysController {
      @Get('/query', { response: Type.String() })
      query(@Depends(inQuery) key: string): string {
        return key;
      }

      @Get('/cookie', { response: Type.String() })
      cookie(@Depends(inCookie) key: string): string {
        return key;
      }
    }
    const url = await startShop(t, [KeysController], DIALOG_ONLY);
    const { page, complaints } = await openPage(t, browser, { origins: [url] });
    await page.goto(`${url}/docs`);
    await signIn(page, 'APIKeyQuery', { '#api_key_value': 'a-query-key' });
    await signIn(page, 'APIKeyCookie', { '#api_key_value': 'a-cookie-key' });
    await closeDialog(page);
    t.match(await tryOut(operationOf(page, 'account', 'account.query')), /^200 [^]*"a-query-key"/);
    t.match(await tryOut(operationOf(page, 'account', 'account.cookie')), /^200 [^]*"a-cookie-key"/);
    t.strictSame(complaints, []);
  });

  await t.test('opens the operation that the address names, and forgets a sign-in where it is told to', async (t) => {
    const parameters = { ...DIALOG_ONLY.swaggerUiParameters, persistAuthorization: false };
    const url = await startShop(t, [AccountController], { swaggerUiParameters: parameters });
    const { page } = await openPage(t, browser, { origins: [url] });
    await page.goto(`${url}/docs#/account/account.bearer`);
    const block = operationOf(page, 'account', 'account.bearer');
    await block.locator('.opblock-body').waitFor();
    t.equal(await page.locator('.opblock-body').count(), 1, 'and no other');
    await signIn(page, 'HTTPBearer', { '#auth-bearer-value': 'a-token' });
    await closeDialog(page);
    t.match(await tryOut(block), /^200 [^]*"a-token"/);
    await page.reload();
    t.match(await tryOut(block), /^401 /);
  });

  await t.test('signs in at an authorization server of another origin: by code with PKCE, as a program, by discovery, without a code', async (t) => {
    const identity = await startIdentityServer(t);
    const endpoints = { authorizationUrl: `${identity}/authorize`, tokenUrl: `${identity}/token` };
    const byCode = security.oauth2AuthorizationCode(endpoints);
    const asProgram = security.oauth2ClientCredentials(endpoints);
    const implicit = security.oauth2({
      flows: { implicit: { authorizationUrl: endpoints.authorizationUrl, scopes: { reading: 'Read' } } },
    });
    const discovered = security.openIdConnect(`${identity}/.well-known/openid-configuration`);

    @Controller('/', { tags: ['account'], name: 'account' })
    class IdentityController {
      @Get('/code', { response: Type.String() })
      code(@Depends(byCode) token: string): string {
        return token;
      }

      @Get('/program', { response: Type.String() })
      program(@Depends(asProgram) token: string): string {
        return token;
      }

      @Get('/implicit', { response: Type.String() })
      implicit(@Depends(implicit) token: string): string {
        return token;
      }

      @Get('/discovered', { response: Type.String() })
      discovered(@Depends(discovered) token: string): string {
        return token;
      }
    }
    const url = await startShop(t, [IdentityController], { ...DIALOG_ONLY, swaggerUiOAuth: { clientId: 'docs' } });
    const { page, complaints } = await openPage(t, browser, { origins: [url, identity] });
    await page.goto(`${url}/docs`);
    await signIn(page, 'OAuth2AuthorizationCodeBearer', {});
    await signIn(page, 'OAuth2ClientCredentialsBearer', { '#client_id_clientCredentials': 'robot', '#client_secret_clientCredentials': 'secret' });
    await page.locator('.auth-container').filter({ hasText: '(OAuth2, implicit)' }).locator('label', { hasText: 'reading' }).first().click();
    await signIn(page, 'OAuth2 (OAuth2, implicit)', {});
    await signIn(page, 'OpenIdConnect (OAuth2, authorization_code with PKCE)', {});
    await closeDialog(page);
    t.match(await tryOut(operationOf(page, 'account', 'account.code')), /^200 [^]*"for-code"/);
    t.match(await tryOut(operationOf(page, 'account', 'account.program')), /^200 [^]*"for-robot"/);
    t.match(await tryOut(operationOf(page, 'account', 'account.implicit')), /^200 [^]*"for-reading"/, 'with the scope that was ticked');
    t.match(await tryOut(operationOf(page, 'account', 'account.discovered')), /^200 [^]*"for-code"/);
    t.strictSame(complaints, []);
  });

  await t.test('works behind a proxy that takes a prefix away, with nothing configured', async (t) => {
    const proxy = await startProxy(t, '/shop', await startShop(t, [AccountController], DIALOG_ONLY));
    const { page, complaints } = await openPage(t, browser, { origins: [proxy] });
    await page.goto(`${proxy}/shop/docs/`);
    t.equal(page.url(), `${proxy}/shop/docs`, 'a stray slash is sent back');
    await signIn(page, 'OAuth2PasswordBearer', { '#oauth_username': 'ada', '#oauth_password': 'secret' });
    await closeDialog(page);
    t.match(await tryOut(operationOf(page, 'account', 'account.me')), /^200 [^]*"for-ada"/);
    t.strictSame(complaints, []);
  });
});
