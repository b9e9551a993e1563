import t from 'tap';
import { Controller, Get, createApp, mount } from '#src/index.js';
import { isMount } from '#src/decorators/mount.js';

@Controller('/users')
class UsersController {
  @Get('/')
  list(): void {}
}

t.test('a group holds its prefix, controllers and options', (t) => {
  const group = mount('/admin', [UsersController], { tags: ['admin'] });
  t.match(group, { prefix: '/admin', controllers: [UsersController], options: { tags: ['admin'] } });
  t.strictSame([isMount(group), isMount(UsersController), isMount(null), isMount({ prefix: '/admin' })], [true, false, false, false]);
  t.end();
});

t.test('one controller may stand in several groups, each with its own operation ids', (t) => {
  const groups = [mount('/v1', [UsersController], { name: 'v1Users' }), mount('/v2', [UsersController], { name: 'v2Users' })];
  const paths = (): string[] => createApp({ controllers: groups }).routes.map((route) => route.path.openapi);
  t.strictSame(paths(), ['/v1/users', '/v2/users']);
  t.end();
});
