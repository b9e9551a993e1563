import { fileURLToPath } from 'node:url';
import { Model, Type, secret, settings } from 'typhoon';

const LogLevel = Type.Union([Type.Literal('debug'), Type.Literal('info'), Type.Literal('warn'), Type.Literal('error'), Type.Literal('silent')], {
  default: 'warn',
  description: 'The least important lines to log.',
});

export class ShopSettings extends Model({
  host: Type.String({ default: '127.0.0.1', description: 'The address to listen on; 0.0.0.0 for every network.' }),
  port: Type.Integer({ default: 3000, minimum: 0, maximum: 65_535, description: 'The port to listen on; 0 takes a free one.' }),
  data: Type.String({ default: fileURLToPath(new URL('../data', import.meta.url)), description: 'The folder of the database.' }),
  tokenSecret: Type.Optional(secret(Type.String({ minLength: 32, description: 'Signs the tokens. Default: one is made, and kept in the folder.' }))),
  demo: Type.Boolean({ default: true, description: 'Put a demo account and some items into an empty database.' }),
  logLevel: LogLevel,
}) {}

/** Read from PORT, SHOP_HOST, SHOP_DATA, SHOP_TOKEN_SECRET, SHOP_DEMO and SHOP_LOG_LEVEL, in the environment or in `.env`. */
export const shopSettings = settings(ShopSettings, { prefix: 'SHOP_', names: { port: 'PORT' } });
