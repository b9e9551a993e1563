import { Cache, Controller, Get, Type, createApp, dependency, security } from 'typhoon';

const currentUser = dependency({ token: security.bearer() }, ({ token }) => ({ id: token }));
const userId = dependency({ user: currentUser }, ({ user }) => user.id);

@Controller('/basket', { security: [currentUser] })
export class BasketController {
  #reads = 0;

  // #region key
  @Get('/', { response: Type.Integer() })
  @Cache({ ttl: '10s', key: userId })
  read() {
    return ++this.#reads;
  }
  // #endregion key
}

export const app = createApp({ title: 'Basket', version: '1.0.0', license: 'MIT', controllers: [BasketController] });
