import type { Session } from 'typhoon';
import { Body, Controller, Delete, Depends, Get, Model, Post, Type, createApp, sessions } from 'typhoon';

// #region session
class CartSession extends Model({ user: Type.Optional(Type.String()), cart: Type.Array(Type.String(), { default: [] }) }) {}

export const session = sessions(CartSession, { ttl: '2h' });
export const userName = session.require((data) => data.user);
// #endregion session

class Credentials extends Model({ name: Type.String({ minLength: 1 }) }) {}

// #region controller
@Controller('/')
export class ShopController {
  @Post('/cart', { response: Type.Array(Type.String()) })
  add(@Depends(session) { data }: Session<CartSession>, @Body(Type.String()) item: string) {
    data.cart.push(item);
    return data.cart;
  }

  @Post('/sign-in', { response: Type.String() })
  signIn(@Depends(session) current: Session<CartSession>, @Body(Credentials) { name }: Credentials) {
    current.data.user = name;
    current.flash('notice', `Welcome, ${name}.`);
    return name;
  }

  @Get('/me', { response: Type.Object({ name: Type.String(), notices: Type.Array(Type.String()) }) })
  me(@Depends(userName) name: string, @Depends(session) current: Session<CartSession>) {
    return { name, notices: current.takeFlashes('notice').map(({ text }) => text) };
  }

  @Delete('/sign-in', { response: Type.Null() })
  signOut(@Depends(session) current: Session<CartSession>) {
    current.destroy();
    return null;
  }
}
// #endregion controller

// #region app
export const app = createApp({
  title: 'Shop',
  version: '1.0.0',
  license: 'MIT',
  controllers: [ShopController],
  cors: { origins: ['https://shop.example', 'https://*.shop.example'], credentials: true },
  securityHeaders: true,
  compression: true,
  trustedHosts: ['api.shop.example', 'localhost', '127.0.0.1'],
  redis: process.env['REDIS_URL'],
});
// #endregion app
