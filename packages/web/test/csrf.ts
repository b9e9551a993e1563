import t from 'tap';
import { Controller, Depends, Form, Get, Model, Post, Type, security } from '@typhoon/core';
import { encryptedCookie } from '#src/cookies/protected-cookie.js';
import type { ProtectedCookie } from '#src/cookies/protected-cookie.js';
import { Csrf } from '#src/csrf.js';
import type { Session } from '#src/session/session.js';
import { sessions } from '#src/session/sessions.js';
import { createWebApp } from './fixtures/web-app.js';
import type { WebOptions } from '#src/web.js';

class Visit extends Model({ count: Type.Integer({ default: 0 }) }) {}
const session = sessions(Visit);
const user = encryptedCookie('user', Type.String());
const key = security.apiKey({ in: 'cookie', name: 'key' });

@Controller('/')
class VisitsController {
  @Get('/token', { response: Type.String() })
  token(@Depends(session) visit: Session<Visit>) {
    return visit.csrfToken();
  }

  @Post('/visits', { response: Type.Integer() })
  visit(@Depends(session) { data }: Session<Visit>) {
    return (data.count += 1);
  }

  @Post('/form', { response: Type.String() })
  form(@Depends(session) _visit: Session<Visit>, @Form('name', Type.String()) name: string) {
    return name;
  }

  @Post('/keyed', { response: Type.String() })
  keyed(@Depends(key) given: string) {
    return given;
  }

  @Post('/remembered', { response: Type.String() })
  remembered(@Depends(user) { value }: ProtectedCookie<string>) {
    return value ?? 'nobody';
  }

  @Post('/callback', { response: Type.Integer() })
  @Csrf(false)
  callback(@Depends(session) { data }: Session<Visit>) {
    return (data.count += 1);
  }

  @Post('/open', { response: Type.String() })
  open() {
    return 'open';
  }
}

const create = (web: WebOptions = {}) => createWebApp({ cookieSecrets: ['a secret of thirty-two characters.'], ...web }, { controllers: [VisitsController] });

t.test('a write that another site sends is refused where a cookie tells the caller', async (t) => {
  const app = create({ cors: { origins: ['https://app.example'], credentials: true } });
  const rows: readonly [Record<string, string>, number][] = [
    [{}, 200],
    [{ 'sec-fetch-site': 'same-origin', origin: 'https://api.example' }, 200],
    [{ 'sec-fetch-site': 'none' }, 200],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://blog.api.example' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://app.example' }, 200],
    [{ origin: 'https://api.example' }, 200],
    [{ origin: 'http://api.example:80' }, 200],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'https://api.example.evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'file://', host: 'localhost' }, 403],
  ];
  for (const [headers, status] of rows) {
    const answer = await app.inject({ method: 'POST', url: '/visits', headers: { host: 'api.example', ...headers } });
    t.equal(answer.statusCode, status, JSON.stringify(headers));
    if (status === 403) t.match(answer.json(), { code: 'cross_site_request' });
  }
});

t.test('it concerns every cookie that signs in, and nothing else', async (t) => {
  const app = create();
  const headers = { 'sec-fetch-site': 'cross-site', cookie: 'key=k' };
  const statusOf = async (url: string) => (await app.inject({ method: 'POST', url, headers })).statusCode;
  t.strictSame(await Promise.all(['/keyed', '/remembered', '/visits', '/callback', '/open'].map(statusOf)), [403, 403, 403, 200, 200]);
  t.equal((await app.inject({ url: '/token', headers })).statusCode, 200, 'reading changes nothing');
  const featuresOf = (handler: string) => app.routes.find((route) => route.handler === handler)?.policy.features.length;
  t.strictSame(['open', 'token', 'visit'].map(featuresOf), [0, 0, 1]);
  const errors = app.routes.find(({ handler }) => handler === 'visit')?.throws ?? [];
  t.ok(
    errors.some(({ definition: { status, code } }) => status === 403 && code === 'cross_site_request'),
    'stands in the documents',
  );
  t.equal((await create({ csrf: false }).inject({ method: 'POST', url: '/visits', headers })).statusCode, 200);
});

t.test('with tokens a session asks for its own', async (t) => {
  const app = create({ csrf: { token: true } });
  const first = await app.inject('/token');
  const cookie = String(first.headers['set-cookie']).split(';')[0] ?? '';
  const again = (await app.inject({ url: '/token', headers: { cookie } })).json<string>();
  t.not(again, first.json(), 'another text each time');
  const send = async (headers: Record<string, string>) => (await app.inject({ method: 'POST', url: '/visits', headers: { cookie, ...headers } })).statusCode;
  t.equal(await send({ 'x-csrf-token': first.json() }), 200);
  t.equal(await send({ 'x-csrf-token': again }), 200);
  t.equal(await send({}), 403);
  t.equal(await send({ 'x-csrf-token': 'x' }), 403);
  t.equal(await send({ 'x-csrf-token': (await app.inject('/token')).json() }), 403, 'that of another session');
  t.equal((await app.inject({ method: 'POST', url: '/keyed', headers: { cookie: 'key=k' } })).statusCode, 403, 'where there is no session, nobody has one');
});

t.test('a form carries its token in a field, as pages without scripts do', async (t) => {
  const app = create({ csrf: { token: true } });
  const first = await app.inject('/token');
  const cookie = String(first.headers['set-cookie']).split(';')[0] ?? '';
  const send = async (type: string, payload: string) =>
    (await app.inject({ method: 'POST', url: '/form', headers: { cookie, 'content-type': type }, payload })).statusCode;
  const plain = 'application/x-www-form-urlencoded';
  const part = (name: string, value: string): string => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const token = first.json<string>();
  t.equal(await send(plain, `name=Ada&_csrf=${token}`), 200);
  t.equal(await send('multipart/form-data; boundary=b', `${part('_csrf', token)}${part('name', 'Ada')}--b--\r\n`), 200);
  for (const wrong of ['', '&_csrf=', '&_csrf=x', `&_csrf=${token}&_csrf=${token}`, `&_csrf=${(await app.inject('/token')).json<string>()}`])
    t.equal(await send(plain, `name=Ada${wrong}`), 403, wrong);
});
