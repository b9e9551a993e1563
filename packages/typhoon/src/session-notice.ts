import type { ApplicationOptions } from '@typhoon/core';
import { sessionStore } from '@typhoon/web';
import type { Plugins } from './app-part.js';

/** Says at the start, in production, where sessions are kept in memory: it goes well until there is a second process, or a restart. */
export function noticeSessions(engines: NonNullable<ApplicationOptions['engines']>): Plugins {
  if (process.env['NODE_ENV'] !== 'production' || engines.has(sessionStore)) return [];
  return [
    (fastify, app) => {
      fastify.addHook('onReady', (done) => {
        const isUsed = app.routes.some(({ dependencies }) => dependencies.some(({ target }) => target === sessionStore));
        if (isUsed)
          fastify.log.warn(
            "Sessions are kept in the memory of this process: they do not survive a restart, and other processes and workers do not know them. createApp({ redis }) keeps them on Redis, sessions(…, { store: 'cookie' }) in the cookie.",
          );
        done();
      });
    },
  ];
}
