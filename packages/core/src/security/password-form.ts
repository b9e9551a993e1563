import { Model } from '../schema/model.js';
import { Type } from '../schema/type.js';

/**
 * What a client posts to the `tokenUrl` of `security.oauth2Password`, as form fields; Swagger UI's sign-in does.
 *
 * `grant_type=password&username=ada&password=…&scope=items:read items:write` →
 * `{ username: 'ada', password: '…', scopes: ['items:read', 'items:write'] }`
 *
 * @see RFC 6749 §4.3.2
 * @example @Post('/token', { response: AccessToken }) signIn(@Form(PasswordForm) form: PasswordForm) { return issueToken(form); }
 */
export class PasswordForm extends Model(
  {
    /** Clients that follow the standard send it; many do not. */
    grant_type: Type.Optional(Type.Literal('password')),
    username: Type.String({ minLength: 1, maxLength: 255 }),
    password: Type.String({ minLength: 1, maxLength: 1_024, format: 'password' }),
    /** The scopes asked for, with spaces between. */
    scope: Type.String({ default: '', maxLength: 4_096 }),
    client_id: Type.Optional(Type.String()),
    client_secret: Type.Optional(Type.String({ format: 'password' })),
  },
  { name: 'PasswordForm' },
) {
  /** The scopes asked for, each once. */
  get scopes(): readonly string[] {
    return [...new Set(this.scope.split(' '))].filter((scope) => scope !== '');
  }
}

/**
 * What a client gets for it. Send it with `Cache-Control: no-store`.
 *
 * `{ access_token: '…', token_type: 'bearer', expires_in: 900 }`
 *
 * @see RFC 6749 §5.1
 */
export class AccessToken extends Model(
  {
    access_token: Type.String(),
    token_type: Type.Literal('bearer'),
    /** Seconds. */
    expires_in: Type.Optional(Type.Integer({ minimum: 0 })),
    refresh_token: Type.Optional(Type.String()),
    /** The scopes granted, where they are not the ones asked for. */
    scope: Type.Optional(Type.String()),
  },
  { name: 'AccessToken' },
) {}
