import cookie from '@fastify/cookie';
import { createApp } from 'typhoon';
import type { Application } from 'typhoon';
import { PageController } from './page/page-controller.js';
import { SessionController } from './people/session-controller.js';
import { RoomMessagesController } from './rooms/room-messages-controller.js';
import { RoomSocketController } from './rooms/room-socket-controller.js';
import type { ChatSettings } from './settings.js';
import { TickerController } from './ticker/ticker-controller.js';

const DESCRIPTION = `
A small chat. The page at \`/\` talks over WebSockets; \`/wall\` reads the same rooms by long polling, \`/ticker\` streams what goes on in all of them.

To try it out post a name to \`/session\`: the browser keeps the cookie, and sends it with everything else.
`;

const TAGS = [
  { name: 'people', description: 'Coming in and leaving.' },
  { name: 'rooms', description: 'What is said, by socket and by long polling.' },
  { name: 'ticker', description: 'What goes on.' },
];

/** What must be known before there are settings to depend on. */
export interface ChatOptions {
  /** The least important lines to log. Default: 'warn'. */
  readonly logLevel?: ChatSettings['logLevel'];
}

/** The chat. Each call makes one of its own, with nobody in it. */
export function createChat({ logLevel = 'warn' }: ChatOptions = {}): Application {
  return createApp({
    title: 'Chat',
    version: '1.0.0',
    description: DESCRIPTION,
    license: 'MIT',
    controllers: [SessionController, RoomSocketController, RoomMessagesController, TickerController, PageController],
    plugins: [(fastify) => fastify.register(cookie)],
    // A page has one socket; a family behind one address has a few.
    websocket: { maxConnections: 2_000, maxConnectionsPerAddress: 50 },
    docs: { tags: TAGS },
    server: { logger: { level: logLevel } },
  });
}
