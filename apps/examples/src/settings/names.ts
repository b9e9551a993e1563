import { Type, secret, settings } from 'typhoon';

/** Reads SHOP_PORT, SHOP_DB__URL and, as the platform names it, REDIS_URL. */
export const config = settings(
  Type.Object({ port: Type.Integer({ default: 3000 }), db: Type.Object({ url: secret() }), redisUrl: Type.Optional(Type.Url()) }),
  { prefix: 'SHOP_', names: { redisUrl: 'REDIS_URL' }, files: ['.env', '.env.local'] },
);
