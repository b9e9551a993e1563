import { Model, Type, secret, settings } from 'typhoon';

class DatabaseSettings extends Model({
  host: Type.String({ default: 'localhost' }),
  port: Type.Integer({ minimum: 1, maximum: 65_535, default: 5432 }),
  password: secret(Type.String({ minLength: 8 })),
}) {}

export class AppSettings extends Model({
  port: Type.Integer({ default: 3000 }),
  publicUrl: Type.Url(),
  allowedOrigins: Type.Array(Type.String({ format: 'uri' }), { default: [] }),
  logLevel: Type.Union([Type.Literal('info'), Type.Literal('debug')], { default: 'info' }),
  db: DatabaseSettings.schema,
}) {}

export const config = settings(AppSettings);
