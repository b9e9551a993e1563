import t from 'tap';
import { Controller, Form, Post } from '#src/index.js';
import { AccessToken, PasswordForm } from '#src/security/password-form.js';
import { startApp } from '../fixtures/start-app.js';

t.test('has the fields of RFC 6749, §4.3.2 and §5.1', async (t) => {
  t.strictSame(Object.keys(PasswordForm.properties), ['grant_type', 'username', 'password', 'scope', 'client_id', 'client_secret']);
  t.strictSame(PasswordForm.schema.required, ['username', 'password', 'scope']);
  t.strictSame(Object.keys(AccessToken.properties), ['access_token', 'token_type', 'expires_in', 'refresh_token', 'scope']);
  t.strictSame(AccessToken.schema.required, ['access_token', 'token_type']);
});

t.test('shows no password beside a field that is missing', async (t) => {
  @Controller('/')
  class Tokens {
    @Post('/token')
    signIn(@Form(PasswordForm) form: PasswordForm): string {
      return form.username;
    }
  }
  const app = await startApp(t, { controllers: [Tokens], errors: 'fastapi' });
  const post = async (payload: string): Promise<unknown> =>
    (await app.inject({ method: 'POST', url: '/token', payload, headers: { 'content-type': 'application/x-www-form-urlencoded' } })).json();
  const missing = (name: string) => ({ type: 'missing', loc: ['body', name], msg: 'Field required', input: null });
  t.strictSame(await post('password=secret'), { detail: [missing('username')] });
  t.strictSame(await post(''), { detail: [missing('username'), missing('password')] });
  t.match(await post('grant_type=incorrect&username=ada&password=secret'), {
    detail: [{ type: 'literal_error', loc: ['body', 'grant_type'], input: 'incorrect' }],
  });
});

t.test('lists the scopes asked for, each once', async (t) => {
  for (const [scope, want] of [
    ['', []],
    ['items:read', ['items:read']],
    [' items:read  items:write items:read ', ['items:read', 'items:write']],
  ] as const) {
    t.strictSame(Object.assign(new PasswordForm(), { scope }).scopes, want);
  }
});
