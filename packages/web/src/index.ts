// The public list, by hand.

// Browsers
export { EXPOSED_HEADERS } from './cors.js';
export type { CorsOptions, CorsSetting } from './cors.js';
export type { CompressionOptions } from './compression.js';
export type { SecurityHeadersOptions } from './security-headers.js';
export { describeWeb } from './web.js';
export type { DescribedWeb, WebOptions } from './web.js';

// CSRF
export { CrossSiteRequest, Csrf, CsrfTokenInvalid, csrfProtection } from './csrf.js';
export type { CsrfOptions } from './csrf.js';

// Cookies
export { CookieKeys, cookieKeys } from './cookies/cookie-keys.js';
export type { CookieSecrets, OpenedCookie } from './cookies/cookie-keys.js';
export { encryptedCookie, signedCookie } from './cookies/protected-cookie.js';
export type { ProtectedCookie, ProtectedCookieOptions } from './cookies/protected-cookie.js';
export { setCookie } from './cookies/set-cookie.js';
export type { CookieAttributes } from './cookies/set-cookie.js';

// Sessions
export { sessions } from './session/sessions.js';
export type { SessionDependency, SessionsOptions } from './session/sessions.js';
export { Session } from './session/session.js';
export type { Flash } from './session/session-content.js';
export { sessionStore } from './session/session-store.js';
export type { SessionStore, StoredSession } from './session/session-store.js';
export { memorySessionStore } from './session/memory-session-store.js';
export type { MemorySessionOptions } from './session/memory-session-store.js';
export { SessionConflict, SessionUnavailable } from './session/session-keeper.js';
