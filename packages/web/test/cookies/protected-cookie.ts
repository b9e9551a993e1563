import t from 'tap';
import { Controller, Delete, Depends, Get, Model, Put, Type } from '@typhoon/core';
import type { Application, FormatTable } from '@typhoon/core';
import { encryptedCookie, signedCookie } from '#src/cookies/protected-cookie.js';
import type { ProtectedCookie } from '#src/cookies/protected-cookie.js';
import { createWebApp } from '../fixtures/web-app.js';

class Theme extends Model({ name: Type.String(), since: Type.Integer() }) {}
const theme = signedCookie('theme', Theme, { ttl: '1h' });
const hidden = encryptedCookie('__Host-hidden', Theme);

@Controller('/')
class ThemesController {
  @Get('/', { response: Type.String() })
  read(@Depends(theme) cookie: ProtectedCookie<Theme>) {
    return cookie.value?.name ?? 'none';
  }

  @Put('/', { response: Type.String() })
  write(@Depends(theme) cookie: ProtectedCookie<Theme>, @Depends(hidden) other: ProtectedCookie<Theme>) {
    cookie.set({ name: 'light', since: 1 });
    cookie.set({ name: 'dark', since: 2 });
    other.set({ name: 'hidden', since: 3 });
    return cookie.value?.name ?? 'none';
  }

  @Delete('/', { response: Type.String() })
  clear(@Depends(theme) cookie: ProtectedCookie<Theme>) {
    cookie.clear();
    return cookie.value?.name ?? 'none';
  }
}

const create = (key: string) => createWebApp({ cookieSecrets: key }, { controllers: [ThemesController] });
const app = create('k'.repeat(32));

t.test('is read by its schema, set once whoever sets it again, and taken away', async (t) => {
  const set = await app.inject({ method: 'PUT', url: '/', headers: { host: 'api.example' } });
  t.equal(set.body, '"dark"');
  const [signed = '', encrypted = '', ...others] = [set.headers['set-cookie']].flat().map(String);
  t.strictSame(others, []);
  t.match(signed, /^theme=[\w.-]+; Max-Age=3600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  t.match(encrypted, /^__Host-hidden=[\w-]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  t.equal(set.headers['cache-control'], 'private, no-cache');
  const cookie = signed.slice(0, signed.indexOf(';'));
  t.equal((await app.inject({ url: '/', headers: { cookie } })).body, '"dark"');
  t.match((await app.inject({ method: 'DELETE', url: '/', headers: { cookie } })).headers['set-cookie'], /^theme=; Max-Age=0; Path=\//);
});

t.test('what was forged, or signed by somebody else, counts as absent', async (t) => {
  const foreign = await create('f'.repeat(32)).inject({ method: 'PUT', url: '/' });
  const cookie = String([foreign.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
  for (const each of [cookie, 'theme=x', 'theme=', `theme=${Buffer.from('9999999999999.{"name":"dark","since":1}').toString('base64url')}.AAAA`]) {
    t.equal((await app.inject({ url: '/', headers: { cookie: each } })).body, '"none"', each);
  }
});

t.test('is of plain HTTP on this machine only', async (t) => {
  const secureOf = async (host: string) =>
    String((await app.inject({ method: 'PUT', url: '/', headers: { host } })).headers['set-cookie']?.[0]).includes('Secure');
  t.strictSame(await Promise.all(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'api.example', 'localhost.evil.example'].map(secureOf)), [
    false,
    false,
    false,
    true,
    true,
  ]);
});

t.test('is a cookie in the documents', async (t) => {
  t.match(app.routes.find(({ handler }) => handler === 'read')?.inputs, [{ in: 'cookie', name: 'theme', required: false }]);
});

t.test('without keys the application does not start', async (t) => {
  const keyless = createWebApp({}, { controllers: [ThemesController] });
  const error = (await keyless.ready().catch((reason: unknown) => reason)) as Error;
  t.match(`${String(error)} ${String(error.cause)}`, /'cookieSecrets' expects at least one key/);
  t.throws(() => signedCookie('__Host-a', Theme, { domain: 'example.com' }), { message: /expects the path '\/' and no domain/ });
  t.throws(() => signedCookie('a', Theme, { secured: true } as never), {
    name: 'TypeError',
    message: "signedCookie(): the option 'secured' is not known. Write 'secure'.",
  });
  t.throws(() => encryptedCookie('a', Theme, { httpOnly: 'no' as never }), { message: /^encryptedCookie\(\): the option 'httpOnly' expects true or false/ });
  t.throws(() => signedCookie('a b', Theme), { message: /expects a name/ });
});

t.test("is read by the application's own formats", async (t) => {
  const plate = signedCookie('plate', Type.String({ format: 'plate' }));

  @Controller('/')
  class PlatesController {
    @Get('/', { response: Type.String() })
    read(@Depends(plate) cookie: ProtectedCookie<string>) {
      return cookie.value ?? 'none';
    }

    @Put('/', { response: Type.String() })
    write(@Depends(plate) cookie: ProtectedCookie<string>) {
      cookie.set('pen');
      return cookie.value ?? 'none';
    }
  }

  const createPlates = (formats: FormatTable) => createWebApp({ cookieSecrets: 'k'.repeat(32) }, { controllers: [PlatesController], formats });
  const [lax, strict] = [createPlates({ plate: () => true }), createPlates({ plate: (text) => /^[A-Z]-\d$/.test(text) })];
  const set = await lax.inject({ method: 'PUT', url: '/' });
  const cookie = String(set.headers['set-cookie']).split(';')[0] ?? '';
  const read = async (app: Application) => (await app.inject({ url: '/', headers: { cookie } })).json<string>();
  t.strictSame([await read(lax), await read(strict)], ['pen', 'none']);
  await Promise.all([lax.close(), strict.close()]);
});
