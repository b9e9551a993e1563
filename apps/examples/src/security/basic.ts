import { Controller, Get, createApp, dependency, security, Type, unauthorized } from 'typhoon';
import { AccountStore } from './password-store.js';

const basic = security.basic({ realm: 'Back office' });

const store = dependency(
  {},
  async () => {
    const accounts = new AccountStore();
    await accounts.add('ada', 'correct horse', []);
    return accounts;
  },
  { name: 'store', lifetime: 'singleton' },
);

const signedIn = dependency({ login: basic, store }, async ({ login, store }) => {
  return (await store.signIn(login.username, login.password)) ?? unauthorized.throw({ scheme: basic });
});

@Controller('/reports', { dependencies: [signedIn] })
export class ReportsController {
  @Get('/', { response: Type.Array(Type.String()) })
  list() {
    return ['January', 'February'];
  }
}

export const app = createApp({ title: 'User name and password', version: '1.0.0', license: 'MIT', controllers: [ReportsController] });
