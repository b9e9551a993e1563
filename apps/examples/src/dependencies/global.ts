import { Controller, Get, Header, HttpError, Type, createApp, dependency, mount } from 'typhoon';

const versionCheck = dependency({ version: Header('x-version', Type.Integer({ default: 2 })) }, ({ version }) => {
  if (version < 2) throw new HttpError(426, 'Please update.');
});

const admin = dependency({ key: Header('x-admin', Type.Optional(Type.String())) }, ({ key }) => {
  if (key !== 'yes') throw new HttpError(403, 'For admins only.');
});

@Controller('/items')
export class ItemsController {
  @Get('/', { response: Type.String() })
  list() {
    return 'items';
  }
}

@Controller('/users')
export class UsersController {
  @Get('/', { response: Type.String() })
  list() {
    return 'users';
  }
}

export const app = createApp({
  title: 'Guards',
  version: '1.0.0',
  license: 'MIT',
  dependencies: [versionCheck],
  controllers: [ItemsController, mount('/admin', [UsersController], { dependencies: [admin], tags: ['admin'] })],
});
