import { dependency, security, unauthorized } from 'typhoon';
import { Sessions } from './sessions.js';

export const SESSION_COOKIE = 'chat-session';

const description = 'The cookie that signing in sets. Browsers send it with sockets, too, which cannot have headers of their own.';
const cookie = security.apiKey({ in: 'cookie', name: SESSION_COOKIE, description });
const optionalCookie = security.apiKey({ in: 'cookie', name: SESSION_COOKIE, description, optional: true });

/** Who is asking. On a socket's route it refuses before the upgrade, as it does on any other. */
export const currentSession = dependency(
  { token: cookie, sessions: Sessions },
  ({ token, sessions }) => sessions.find(token) ?? unauthorized.throw({ scheme: cookie }),
);

/** Who is asking, where it may be a stranger. */
export const visitor = dependency({ token: optionalCookie, sessions: Sessions }, ({ token, sessions }) =>
  token === undefined ? undefined : sessions.find(token),
);
