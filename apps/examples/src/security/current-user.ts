import { Controller, Depends, Get, Model, Type, createApp, dependency, security, unauthorized } from 'typhoon';

class User extends Model({ name: Type.String(), email: Type.String({ format: 'email' }) }) {}

class UserStore {
  readonly #users = new Map([['ada-token', { name: 'Ada', email: 'ada@example.com' }]]);

  async byToken(token: string) {
    return this.#users.get(token);
  }
}

const bearer = security.bearer();

const currentUser = dependency({ token: bearer, users: UserStore }, async ({ token, users }) => {
  return (await users.byToken(token)) ?? unauthorized.throw({ scheme: bearer });
});

@Controller('/users')
export class UsersController {
  @Get('/me', { response: User })
  me(@Depends(currentUser) user: User) {
    return user;
  }
}

export const app = createApp({ title: 'The current user', version: '1.0.0', license: 'MIT', controllers: [UsersController] });
