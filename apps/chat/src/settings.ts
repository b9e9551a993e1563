import { Model, Type, settings } from 'typhoon';

const LogLevel = Type.Union([Type.Literal('debug'), Type.Literal('info'), Type.Literal('warn'), Type.Literal('error'), Type.Literal('silent')], {
  default: 'warn',
  description: 'The least important lines to log.',
});

export class ChatSettings extends Model({
  host: Type.String({ default: '127.0.0.1', description: 'The address to listen on; 0.0.0.0 for every network.' }),
  port: Type.Integer({ default: 3001, minimum: 0, maximum: 65_535, description: 'The port to listen on; 0 takes a free one.' }),
  secureCookies: Type.Boolean({ default: false, description: 'Send the cookie over HTTPS alone. Turn it on wherever there is HTTPS.' }),
  logLevel: LogLevel,
}) {}

/** Read from PORT, CHAT_HOST, CHAT_SECURE_COOKIES and CHAT_LOG_LEVEL, in the environment or in `.env`. */
export const chatSettings = settings(ChatSettings, { prefix: 'CHAT_', names: { port: 'PORT' } });
