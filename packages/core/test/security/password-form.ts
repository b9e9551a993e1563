import t from 'tap';
import { AccessToken, PasswordForm } from '#src/security/password-form.js';

t.test('has the fields of RFC 6749, §4.3.2 and §5.1', async (t) => {
  t.strictSame(Object.keys(PasswordForm.properties), ['grant_type', 'username', 'password', 'scope', 'client_id', 'client_secret']);
  t.strictSame(PasswordForm.schema.required, ['username', 'password', 'scope']);
  t.strictSame(Object.keys(AccessToken.properties), ['access_token', 'token_type', 'expires_in', 'refresh_token', 'scope']);
  t.strictSame(AccessToken.schema.required, ['access_token', 'token_type']);
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
