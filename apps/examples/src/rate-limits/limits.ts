import { Body, Controller, Get, HttpError, Model, Post, RateLimit, Type, createApp, dependency, rateLimiting, security } from 'typhoon';

class Credentials extends Model({ name: Type.String(), password: Type.String() }) {}

const currentUser = dependency({ token: security.bearer() }, ({ token }) => (token === 'ada-token' ? { id: 1 } : HttpError.throw(401)));

// #region user
const userId = dependency({ user: currentUser }, ({ user }) => user.id);

@Controller('/reports', { security: [currentUser] })
@RateLimit('100/h', { by: userId })
export class ReportsController {
  @Get('/', { response: Type.Array(Type.String()) })
  list() {
    return ['sales', 'stock'];
  }

  /** Takes long: its own limit is added to that of the controller. */
  @Post('/sales', { response: Type.String() })
  @RateLimit('2/m', { by: userId })
  build() {
    return 'built';
  }
}
// #endregion user

// #region address
@Controller('/sessions')
export class SessionsController {
  @Post('/', { status: 204 })
  @RateLimit('5/m', '50/d')
  open(@Body(Credentials) { password }: Credentials) {
    if (password !== 'secret') throw new HttpError(401);
  }
}
// #endregion address

@Controller('/health')
export class HealthController {
  @Get('/', { response: Type.Literal('up') })
  @RateLimit(false)
  read() {
    return 'up' as const;
  }
}

// #region app
export const app = createApp({
  title: 'Reports',
  version: '1.0.0',
  license: 'MIT',
  controllers: [ReportsController, SessionsController, HealthController],
  features: [rateLimiting('1000/h')],
  // Undefined: each process counts for itself.
  redis: process.env['REDIS_URL'],
  // Behind a proxy, whose word is taken for the address of the client.
  server: { trustProxy: 'loopback' },
});
// #endregion app
