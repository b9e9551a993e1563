import { readToken } from './authorization.js';
import { toRealm } from './challenge.js';
import { createScheme } from './scheme.js';
import type { Absent, SchemeOptions, SecurityDependency } from './scheme.js';

/** The scopes that a client may ask for, with what each allows: `{ 'items:write': 'Create and change items' }`. */
export type OAuth2Scopes = Readonly<Record<string, string>>;

interface FlowOptions {
  /** Where a token is renewed. */
  readonly refreshUrl?: string;
  /** Default: none. */
  readonly scopes?: OAuth2Scopes;
}

/** A flow that asks the token address alone: password, or client credentials. @see RFC 6749 §4.3, §4.4 */
export interface TokenFlow extends FlowOptions {
  /** Where a token is given. Relative addresses are relative to the server's: `token`. */
  readonly tokenUrl: string;
}

/** The flow of browsers: a page to sign in, then a code that is exchanged for a token. @see RFC 6749 §4.1 */
export interface AuthorizationCodeFlow extends TokenFlow {
  /** Where the user agrees. */
  readonly authorizationUrl: string;
}

/** A token from the page to sign in itself; new applications use the code flow. @see RFC 6749 §4.2, RFC 9700 §2.1.2 */
export interface ImplicitFlow extends FlowOptions {
  readonly authorizationUrl: string;
}

/** The ways to a token that a provider offers. @see OpenAPI 3.1 §4.8.29 (OAuth Flows Object) */
export interface OAuth2Flows {
  readonly password?: TokenFlow;
  readonly clientCredentials?: TokenFlow;
  readonly authorizationCode?: AuthorizationCodeFlow;
  /** Deprecated by RFC 9700 §2.1.2: for documenting a server that still has it. */
  readonly implicit?: ImplicitFlow;
}

/** Options of the OAuth2 schemes. */
export interface OAuth2Options<TOptional extends boolean = boolean> extends SchemeOptions<TOptional> {
  /** Sent in the challenge. Default: none. */
  readonly realm?: string;
}

/**
 * A bearer token that is got by one of several OAuth2 flows. Enforces like `security.bearer()`; the flows tell the
 * documents' sign-in dialog and clients where the token comes from.
 *
 * Yields `'<token>'`; without one, 401 and `WWW-Authenticate: Bearer`.
 *
 * @see RFC 6749, RFC 6750
 * @example security.oauth2({ flows: { password: { tokenUrl: 'token' }, clientCredentials: { tokenUrl: 'token' } } });
 */
export function oauth2<TOptional extends boolean = false>(
  options: OAuth2Options<TOptional> & { readonly flows: OAuth2Flows },
): SecurityDependency<string | Absent<TOptional>> {
  return createOAuth2('OAuth2', options.flows, options);
}

/**
 * A bearer token that is got for a user name and a password, posted as a form to `tokenUrl`. Swagger UI signs in with it.
 *
 * Yields `'<token>'`; without one, 401 and `WWW-Authenticate: Bearer`. For first-party clients; RFC 9700 §2.4 asks for
 * the authorization code flow everywhere else.
 *
 * @see RFC 6749 §4.3; `PasswordForm` reads what is posted.
 * @example const login = security.oauth2Password({ tokenUrl: 'token', scopes: { 'items:write': 'Create and change items' } });
 */
export function oauth2Password<TOptional extends boolean = false>(
  options: OAuth2Options<TOptional> & TokenFlow,
): SecurityDependency<string | Absent<TOptional>> {
  return createOAuth2('OAuth2PasswordBearer', { password: options }, options);
}

/**
 * A bearer token that a user agrees to on another server (Keycloak, Auth0, Entra, Google, …).
 *
 * Yields `'<token>'`; without one, 401 and `WWW-Authenticate: Bearer`.
 *
 * @see RFC 6749 §4.1
 * @example security.oauth2AuthorizationCode({ authorizationUrl: 'https://id.example.com/authorize', tokenUrl: 'https://id.example.com/token' });
 */
export function oauth2AuthorizationCode<TOptional extends boolean = false>(
  options: OAuth2Options<TOptional> & AuthorizationCodeFlow,
): SecurityDependency<string | Absent<TOptional>> {
  return createOAuth2('OAuth2AuthorizationCodeBearer', { authorizationCode: options }, options);
}

/**
 * A bearer token that a program gets with its own credentials, for no user.
 *
 * Yields `'<token>'`; without one, 401 and `WWW-Authenticate: Bearer`.
 *
 * @see RFC 6749 §4.4
 * @example security.oauth2ClientCredentials({ tokenUrl: 'https://id.example.com/token' });
 */
export function oauth2ClientCredentials<TOptional extends boolean = false>(
  options: OAuth2Options<TOptional> & TokenFlow,
): SecurityDependency<string | Absent<TOptional>> {
  return createOAuth2('OAuth2ClientCredentialsBearer', { clientCredentials: options }, options);
}

/**
 * A bearer token of an OpenID provider, which documents itself at `url` (`…/.well-known/openid-configuration`).
 *
 * Yields `'<token>'`; without one, 401 and `WWW-Authenticate: Bearer`.
 *
 * @see OpenID Connect Discovery 1.0 §4
 * @example security.openIdConnect('https://id.example.com/.well-known/openid-configuration');
 */
export function openIdConnect<TOptional extends boolean = false>(
  url: string,
  options: OAuth2Options<TOptional> = {},
): SecurityDependency<string | Absent<TOptional>> {
  return createBearerScheme('OpenIdConnect', { type: 'openIdConnect', openIdConnectUrl: url }, options);
}

function createOAuth2<TOptional extends boolean>(defaultName: string, flows: OAuth2Flows, options: OAuth2Options<TOptional>) {
  const documented = Object.fromEntries(Object.entries(flows).map(([name, flow]) => [name, documentFlow(flow as Partial<AuthorizationCodeFlow>)]));
  return createBearerScheme(defaultName, { type: 'oauth2', flows: documented }, options);
}

function createBearerScheme<TOptional extends boolean>(defaultName: string, document: Readonly<Record<string, unknown>>, options: OAuth2Options<TOptional>) {
  return createScheme<string, TOptional>(
    { defaultName, document, challenge: { scheme: 'Bearer', parameters: toRealm(options.realm) }, read: (request) => readToken(request, 'bearer') },
    options,
  );
}

/** Only what the OAuth Flow Object knows: the options of the scheme stand beside it. */
function documentFlow({ authorizationUrl, tokenUrl, refreshUrl, scopes = {} }: Partial<AuthorizationCodeFlow>): Readonly<Record<string, unknown>> {
  return {
    ...(authorizationUrl === undefined ? {} : { authorizationUrl }),
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
    ...(refreshUrl === undefined ? {} : { refreshUrl }),
    scopes: { ...scopes },
  };
}
